import { addAgency } from '../../application/sources/add-agency.js'
import { created } from '../contract/answer.js'
import { answerDeed } from '../disclosure/answer-deed.js'
import { route } from '../contract/route.js'
import { Agency } from './agency-schema.js'

export const agencyCreate = route({
  id: 'createAgency',
  method: 'POST',
  path: '/v1/agencies',
  tag: 'Agencies and sources',
  summary: 'Add an agency',
  description:
    'An agency is whoever sends lists: a Dinas, Bappeda, a village. Add it once; then add its lists as sources. ' +
    'The code stands in addresses and cannot be changed.',
  access: ['admin'],
  isIdempotent: true,
  body: Agency,
  answers: {
    201: { description: 'The agency was added.', schema: Agency, headers: { location: 'Address of the agency.' } },
  },
  refusals: ['AGENCY_EXISTS', 'NAME_MISSING'],
  handle: (call) =>
    answerDeed(call, {
      deed: (registry) => addAgency(registry, { ...call.body, by: call.rights.actor }),
      answer: (added) => created(`/v1/agencies/${added.code}`, added),
    }),
})
