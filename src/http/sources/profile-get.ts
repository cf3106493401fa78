import { z } from 'zod'
import { findProfileByCode } from '../../application/sources/profiles.js'
import { ok } from '../contract/answer.js'
import { HttpProblem } from '../contract/problem.js'
import { route } from '../contract/route.js'
import { Code } from '../paging/page-schema.js'
import { Layout } from './profile-schema.js'

export const profileGet = route({
  id: 'getProfile',
  method: 'GET',
  path: '/v1/profiles/{code}',
  tag: 'Layouts',
  summary: 'Read a layout',
  description: 'Gives the newest version of the layout of a code.',
  access: ['producer', 'reader', 'steward'],
  params: z.strictObject({ code: Code }),
  answers: { 200: { description: 'The layout.', schema: Layout } },
  handle: async ({ context, params }) => {
    const layout = await findProfileByCode(context.registry, params.code)
    if (layout === undefined) throw new HttpProblem('RESOURCE_UNKNOWN', 'There is no such layout.')
    return ok(layout)
  },
})
