import { z } from 'zod'
import { getJudgement } from '../../application/judgements/page-judgements.js'
import { isRefusal } from '../../application/refusals.js'
import { ok } from '../answer.js'
import { disclose } from '../disclose.js'
import { maskingFor } from '../masking.js'
import { route } from '../route.js'
import { Judgement } from '../schemas/judgement.js'
import { Uuid } from '../schemas/page.js'
import { masked } from '../views/masked.js'

export const judgementGet = route({
  id: 'getJudgement',
  method: 'GET',
  path: '/v1/judgements/{id}',
  tag: 'Judgements',
  summary: 'Read a judgement',
  description: 'Gives who judged what, when and why, and whether it holds.',
  access: ['steward'],
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  answers: { 200: { description: 'The judgement.', schema: Judgement } },
  refusals: ['JUDGEMENT_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params } = call
    const judgement = await getJudgement(context.registry, params.id, rights.areaPrefix)
    if (isRefusal(judgement)) return judgement
    await disclose(call, { action: 'judgement.read', subjectKind: 'judgement', subjectId: judgement.id })
    return ok(masked(judgement, maskingFor(rights)))
  },
})
