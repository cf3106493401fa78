import { isRefusal } from '../../application/context/refusals.js'
import { addAgency } from '../../application/sources/add-agency.js'
import { created } from '../contract/answer.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { type BodyOf, route } from '../contract/route.js'
import { Agency } from './agency-schema.js'

export const agencyCreate = route({
  id: 'createAgency',
  method: 'POST',
  path: '/v1/agencies',
  tag: 'Agencies and sources',
  summary: 'Create an agency',
  description:
    'An agency sends batches: a Dinas, Bappeda or a village. Create it once, then create its sources. The code ' +
    'is part of addresses and cannot be changed.',
  access: ['admin'],
  reach: 'refused',
  isIdempotent: true,
  body: Agency,
  answers: {
    201: { description: 'The agency was created.', schema: Agency, headers: { location: 'Address of the agency.' } },
  },
  refusals: ['AGENCY_EXISTS', 'NAME_MISSING'],
  handle: (call) =>
    inTransaction(call, async (tx) => {
      const { context, rights, body } = call
      const agency = await addAgency(tx, { ...body, by: rights.actor }, context.registry.now())
      return isRefusal(agency) ? agency : created<BodyOf<typeof Agency>>(`/v1/agencies/${agency.code}`, agency)
    }),
})
