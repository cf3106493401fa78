import { z } from 'zod'
import { getAgency } from '../../application/sources/read-agencies.js'
import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { route } from '../contract/route.js'
import { Agency } from './agency-schema.js'
import { Code } from '../paging/page-schema.js'

export const agencyGet = route({
  id: 'getAgency',
  method: 'GET',
  path: '/v1/agencies/{code}',
  tag: 'Agencies and sources',
  summary: 'Get an agency',
  description: 'Returns the agency with this code.',
  access: ['producer', 'reader', 'steward'],
  reach: 'plain',
  params: z.strictObject({ code: Code }),
  answers: { 200: { description: 'The agency.', schema: Agency } },
  refusals: ['AGENCY_UNKNOWN'],
  handle: async ({ context, params }) => {
    const agency = await getAgency(context.registry, params.code)
    return isRefusal(agency) ? agency : ok(agency)
  },
})
