import { z } from 'zod'
import { getJudgement } from '../../application/judgements/page-judgements.js'
import { personsOfRecords } from '../../application/persons/persons-of-records.js'
import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { disclose } from '../disclosure/disclose.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { Judgement } from './judgement-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

export const judgementGet = route({
  id: 'getJudgement',
  method: 'GET',
  path: '/v1/judgements/{id}',
  tag: 'Judgements',
  summary: 'Get a judgement',
  description: 'Returns the judgement with its author, time and reason, and whether it is in force.',
  access: ['steward'],
  reach: 'confined',
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  answers: { 200: { description: 'The judgement.', schema: Judgement } },
  refusals: ['JUDGEMENT_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params } = call
    const { conn } = context.registry.database
    const judgement = await getJudgement(conn, params.id, rights.areaPrefix)
    if (isRefusal(judgement)) return judgement
    const persons = await personsOfRecords(conn, judgement.records)
    await disclose(call, { action: 'judgement.read', subjectKind: 'judgement', subjectId: judgement.id, persons })
    return ok(masked(judgement, maskingFor(call)))
  },
})
