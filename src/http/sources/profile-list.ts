import { listProfiles } from '../../application/sources/profiles.js'
import { pageAnswer } from '../paging/page.js'
import { route } from '../contract/route.js'
import { Page } from '../paging/page-schema.js'
import { Layout } from './profile-schema.js'

export const profileList = route({
  id: 'listProfiles',
  method: 'GET',
  path: '/v1/profiles',
  tag: 'Layouts',
  summary: 'List the layouts',
  description: 'Gives the newest version of every layout, by code, on one page: those of the program and those added.',
  access: ['producer', 'reader', 'steward'],
  answers: { 200: { description: 'The layouts.', schema: Page(Layout) } },
  handle: async (call) => pageAnswer(call, await listProfiles(call.context.registry)),
})
