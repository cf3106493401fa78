import { z } from 'zod'
import { getHousehold, householdHistory } from '../../application/households/get-household.js'
import { ok } from '../contract/answer.js'
import { answerEndedId } from '../contract/answer-ended-id.js'
import { disclose } from '../disclosure/disclose.js'
import { etagOf } from '../contract/etag.js'
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
  summary: 'Read a household',
  description:
    'Gives the members with their relation to the head and why each belongs here, the KK, the house and its desil with ' +
    'the records that say so, and the programmes of the members. With include=history also who was in it and when, and ' +
    'the KKs that lists have for its members. An id that went over into another household answers 308, and by itself again ' +
    'once the two are apart; one whose members are in several now, or of whom nobody lives, answers 410.',
  access: ['reader', 'steward'],
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: z.strictObject({
    include: queryList(z.enum(['history']))
      .optional()
      .default([]),
  }),
  answers: {
    200: { description: 'The household.', schema: Household, headers: { etag: 'The version.' } },
    308: { description: 'Gone over into another household.', headers: { location: 'Address of the other.' } },
  },
  refusals: ['RESOURCE_GONE', 'RESOURCE_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params, query } = call
    const { conn } = context.registry.database
    const idState = await getHousehold(conn, params.id, rights.areaPrefix)
    if (idState.kind !== 'live') return answerEndedId(idState, PATH, call.url)
    const household = idState.found
    const isWithHistory = query.include.includes('history')
    const shown = isWithHistory ? { ...household, history: await householdHistory(conn, household) } : household
    await disclose(call, { action: 'household.read', subjectKind: 'household', subjectId: household.id })
    return ok(masked(shown, maskingFor(rights)), { etag: etagOf(household.version) })
  },
})
