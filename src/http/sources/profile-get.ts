import { z } from 'zod'
import { findProfileByCode } from '../../application/sources/profiles.js'
import { ok } from '../contract/answer.js'
import { HttpProblem } from '../contract/problem.js'
import { route } from '../contract/route.js'
import { Code } from '../paging/page-schema.js'
import { ShownProfile } from './profile-schema.js'

export const profileGet = route({
  id: 'getProfile',
  method: 'GET',
  path: '/v1/profiles/{code}',
  tag: 'Profiles',
  summary: 'Get a profile',
  description: 'Returns the newest version of the profile with this code.',
  access: ['producer', 'reader', 'steward'],
  reach: 'plain',
  params: z.strictObject({ code: Code }),
  answers: { 200: { description: 'The profile.', schema: ShownProfile } },
  handle: async ({ context, params }) => {
    const profile = await findProfileByCode(context.registry, params.code)
    if (profile === undefined) throw new HttpProblem('RESOURCE_UNKNOWN', 'There is no such profile.')
    return ok(profile)
  },
})
