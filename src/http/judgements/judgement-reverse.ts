import { z } from 'zod'
import { viewVerdicts } from '../../application/conflicts/resolution-view.js'
import { deskOf } from '../../application/judgements/desk-of.js'
import { previewUndoing, undoJudgement } from '../../application/judgements/undo-judgement.js'
import { ok } from '../contract/answer.js'
import { answerDeed } from '../disclosure/answer-deed.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { PREVIEW_QUERY } from './effects-schema.js'
import { Reversal, Verdicts } from './judgement-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { maskEffects } from './masked-effects.js'

export const judgementReverse = route({
  id: 'reverseJudgement',
  method: 'POST',
  path: '/v1/judgements/{id}/reversal',
  tag: 'Judgements',
  summary: 'Take a judgement back',
  description:
    'Undoes a judgement with all that it did: what it superseded holds again, and its question is open again. Whoever is ' +
    'parted has the id again that had ended. The judgement stays in the history, and the reversal beside it. ' +
    '`preview=true` tells what would happen and changes nothing.',
  access: ['steward'],
  isIdempotent: true,
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: PREVIEW_QUERY,
  body: Reversal,
  answers: { 200: { description: 'What the reversal did.', schema: Verdicts } },
  refusals: ['JUDGEMENT_NOT_LIVE', 'JUDGEMENT_UNKNOWN', 'REASON_MISSING'],
  handle: (call) => {
    const { rights, params, query, body } = call
    const isPreview = query.preview === 'true'
    const order = { judgementId: params.id, reason: body.reason, judgedBy: rights.actor, area: rights.areaPrefix }
    return answerDeed(call, {
      deed: (registry) => (isPreview ? previewUndoing : undoJudgement)(deskOf(registry), order),
      answer: async (undone, { disclose }) => {
        await disclose({ action: 'judgement.effects_read', subjectKind: 'judgement', subjectId: params.id })
        const view = viewVerdicts(undone, isPreview)
        return ok({ ...view, effects: maskEffects(view.effects, maskingFor(rights)) })
      },
    })
  },
})
