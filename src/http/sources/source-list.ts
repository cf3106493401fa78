import { hasRole, maySendSource } from '../../application/access/rights.js'
import { listAllSources } from '../../application/sources/read-sources.js'
import { pageAnswer } from '../paging/page.js'
import { route } from '../contract/route.js'
import { Page } from '../paging/page-schema.js'
import { Source } from './source-schema.js'
import { sourceView } from './source-view.js'

export const sourceList = route({
  id: 'listSources',
  method: 'GET',
  path: '/v1/sources',
  tag: 'Agencies and sources',
  summary: 'List sources',
  description:
    'Returns the sources by code, on one page: a registry has tens of them. Readers and stewards read all ' +
    'sources, producers their own.',
  access: ['producer', 'reader', 'steward'],
  reach: 'plain',
  answers: { 200: { description: 'The sources.', schema: Page(Source) } },
  handle: async (call) => {
    const { context, rights } = call
    const seesAll = hasRole(rights, ['reader', 'steward'])
    const sources = await listAllSources(context.registry)
    return pageAnswer(call, sources.filter(({ code }) => seesAll || maySendSource(rights, code)).map(sourceView))
  },
})
