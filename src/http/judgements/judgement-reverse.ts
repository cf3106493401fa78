import { z } from 'zod'
import { isRefusal } from '../../application/context/refusals.js'
import { inPreview } from '../../application/context/unit-of-work.js'
import { previewUndoing, undoJudgement } from '../../application/judgements/undo-judgement.js'
import { ok } from '../contract/answer.js'
import { disclose, discloseIn } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { type BodyOf, route } from '../contract/route.js'
import { PREVIEW_QUERY } from './effects-schema.js'
import { Reversal, Verdicts } from './judgement-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { viewFor } from './judging-result-view.js'

export const judgementReverse = route({
  id: 'reverseJudgement',
  method: 'POST',
  path: '/v1/judgements/{id}/reversal',
  tag: 'Judgements',
  summary: 'Reverse a judgement',
  description:
    'Undoes a judgement and its effects. Judgements that it superseded are in force again, and its conflict is ' +
    'open again. A person who is parted again gets the ended id back. The judgement stays in the history, ' +
    'followed by the reversal. `preview=true` returns the effects and changes nothing.',
  access: ['steward'],
  reach: 'confined',
  isIdempotent: true,
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: PREVIEW_QUERY,
  body: Reversal,
  answers: { 200: { description: 'The effects of the reversal.', schema: Verdicts } },
  refusals: ['JUDGEMENT_NOT_LIVE', 'JUDGEMENT_UNKNOWN', 'REASON_MISSING'],
  handle: async (call) => {
    const { context, rights, params, query, body } = call
    const order = { judgementId: params.id, reason: body.reason, judgedBy: rights.actor, area: rights.areaPrefix }
    const disclosure = { action: 'judgement.effects_read', subjectKind: 'judgement', subjectId: params.id }
    if (query.preview === 'true') {
      const preview = await inPreview(context.registry.database, (tx) => previewUndoing(tx, context.judging, order))
      if (isRefusal(preview)) return preview
      await disclose(call, { ...disclosure, persons: personsIn(preview.effects) })
      return ok(await viewFor(call, preview))
    }
    return inTransaction(call, async (tx) => {
      const result = await undoJudgement(tx, context.judging, order)
      if (isRefusal(result)) return result
      await discloseIn(tx, call, { ...disclosure, persons: personsIn(result.effects) })
      return ok<BodyOf<typeof Verdicts>>(await viewFor(call, result))
    })
  },
})
