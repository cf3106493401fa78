import { listProfiles } from '../../application/sources/profiles.js'
import { pageAnswer } from '../paging/page.js'
import { route } from '../contract/route.js'
import { Page } from '../paging/page-schema.js'
import { ShownProfile } from './profile-schema.js'

export const profileList = route({
  id: 'listProfiles',
  method: 'GET',
  path: '/v1/profiles',
  tag: 'Profiles',
  summary: 'List profiles',
  description: 'Returns the newest version of every profile by code, on one page: the built-in ones and those created.',
  access: ['producer', 'reader', 'steward'],
  reach: 'plain',
  answers: { 200: { description: 'The profiles.', schema: Page(ShownProfile) } },
  handle: async (call) => pageAnswer(call, await listProfiles(call.context.registry)),
})
