import { z } from 'zod'
import { hasRole, maySendSource } from '../../application/access/rights.js'
import { getSource } from '../../application/sources/read-sources.js'
import { isRefusal, refuse } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { route } from '../contract/route.js'
import { Code } from '../paging/page-schema.js'
import { Source } from './source-schema.js'
import { sourceView } from './source-view.js'

export const sourceGet = route({
  id: 'getSource',
  method: 'GET',
  path: '/v1/sources/{code}',
  tag: 'Agencies and sources',
  summary: 'Get a source',
  description: 'Returns the source with this code; a producer reads only its own sources.',
  access: ['producer', 'reader', 'steward'],
  reach: 'plain',
  params: z.strictObject({ code: Code }),
  answers: { 200: { description: 'The source.', schema: Source } },
  refusals: ['SOURCE_UNKNOWN'],
  handle: async ({ context, rights, params }) => {
    const { code } = params
    if (!hasRole(rights, ['reader', 'steward']) && !maySendSource(rights, code))
      return refuse('SOURCE_UNKNOWN', 'There is no such source.')
    const source = await getSource(context.registry, code)
    return isRefusal(source) ? source : ok(sourceView(source))
  },
})
