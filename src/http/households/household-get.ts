import { z } from 'zod'
import { getHousehold, householdHistory } from '../../application/households/get-household.js'
import { ok } from '../contract/answer.js'
import { answerEndedId } from '../contract/answer-ended-id.js'
import { disclose } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { etagOf } from '../contract/etag.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { Household } from './household-schema.js'
import { queryList, Uuid } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

const PATH = '/v1/households/{id}'

export const householdGet = route({
  id: 'getHousehold',
  method: 'GET',
  path: PATH,
  tag: 'Households',
  summary: 'Get a household',
  description:
    'Returns the members with their relation to the head and the reason why each belongs to the household; the ' +
    'KK, the facts of the house and the desil, each with its record; and the programmes of the members. ' +
    'include=history adds the former members and the KKs of the current members. An id that was merged into ' +
    'another household redirects (308), and is live again once the two are separated. An id whose members are now ' +
    'in several households, or are all dead, returns 410 with its successors.',
  access: ['reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: z.strictObject({
    include: queryList(z.enum(['history']))
      .optional()
      .default([]),
  }),
  answers: {
    200: { description: 'The household.', schema: Household, headers: { etag: 'The version.' } },
    308: { description: 'Merged into another household.', headers: { location: 'Address of the other household.' } },
  },
  refusals: ['RESOURCE_GONE', 'RESOURCE_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params, query } = call
    const { conn } = context.registry.database
    const idState = await getHousehold(conn, params.id, rights.areaPrefix)
    if (idState.kind !== 'live') return answerEndedId(idState, PATH, call.url)
    const household = idState.found
    const isWithHistory = query.include.includes('history')
    const whole = isWithHistory ? { ...household, history: await householdHistory(conn, household) } : household
    const shown = await insideArea(call, whole)
    const persons = personsIn(shown)
    await disclose(call, { action: 'household.read', subjectKind: 'household', subjectId: household.id, persons })
    return ok(masked(shown, maskingFor(call)), { etag: etagOf(household.version) })
  },
})
