import { z } from 'zod'
import { hasRole, maySendSource } from '../../application/keys/rights.js'
import { getSource } from '../../application/read-sources.js'
import { isRefusal, refuse } from '../../application/refusals.js'
import { ok } from '../answer.js'
import { route } from '../route.js'
import { Code } from '../schemas/page.js'
import { Source } from '../schemas/source.js'
import { sourceView } from '../views/source-view.js'

export const sourceGet = route({
  id: 'getSource',
  method: 'GET',
  path: '/v1/sources/{code}',
  tag: 'Agencies and sources',
  summary: 'Read a source',
  description: 'Gives the source of a code; for producers their own only.',
  access: ['producer', 'reader', 'steward'],
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
