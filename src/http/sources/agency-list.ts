import { listAllAgencies } from '../../application/sources/read-agencies.js'
import { pageAnswer } from '../paging/page.js'
import { route } from '../contract/route.js'
import { Agency } from './agency-schema.js'
import { Page } from '../paging/page-schema.js'

export const agencyList = route({
  id: 'listAgencies',
  method: 'GET',
  path: '/v1/agencies',
  tag: 'Agencies and sources',
  summary: 'List agencies',
  description: 'Returns all agencies by code, on one page: a registry has tens of them.',
  access: ['producer', 'reader', 'steward'],
  reach: 'plain',
  answers: { 200: { description: 'The agencies.', schema: Page(Agency) } },
  handle: async (call) => pageAnswer(call, await listAllAgencies(call.context.registry)),
})
