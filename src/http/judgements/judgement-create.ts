import { inPreview } from '../../application/context/unit-of-work.js'
import type { JudgingResult } from '../../application/judgements/apply-judgements.js'
import { judgeByHand, previewByHand, readJudgement } from '../../application/judgements/judge-by-hand.js'
import { isRefusal } from '../../application/context/refusals.js'
import { created, ok } from '../contract/answer.js'
import { disclose, discloseIn, type Shown } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { type BodyOf, route } from '../contract/route.js'
import { PREVIEW_QUERY } from './effects-schema.js'
import { NewJudgement, Verdicts } from './judgement-schema.js'
import { viewFor } from './judging-result-view.js'

export const judgementCreate = route({
  id: 'createJudgement',
  method: 'POST',
  path: '/v1/judgements',
  tag: 'Judgements',
  summary: 'Create a judgement',
  description:
    'Judges without a conflict: that two records are one person (same) or two persons (different), that the ' +
    'person of the second record lives with that of the first (subject household), or which value of a field is ' +
    'right (subject value). The judgement overrules all sources and takes effect at once. `preview=true` returns ' +
    'the effects and changes nothing.',
  access: ['steward'],
  reach: 'confined',
  isIdempotent: true,
  showsPersonal: true,
  query: PREVIEW_QUERY,
  body: NewJudgement,
  answers: {
    200: { description: 'The effects, in a preview.', schema: Verdicts },
    201: {
      description: 'The effects of the judgement.',
      schema: Verdicts,
      headers: { location: 'Address of the judgement.' },
    },
  },
  refusals: [
    'PERSON_REPEATED',
    'REASON_MISSING',
    'RECORD_REPEATED',
    'RECORD_UNKNOWN',
    'VALUE_INVALID',
    'VERDICT_UNFIT',
  ],
  handle: async (call) => {
    const { context, rights, query, body } = call
    const judgement = readJudgement(body)
    if (isRefusal(judgement)) return judgement
    const order = { judgement, reason: body.reason, judgedBy: rights.actor, area: rights.areaPrefix }
    if (query.preview === 'true') {
      const preview = await inPreview(context.registry.database, (tx) => previewByHand(tx, context.judging, order))
      if (isRefusal(preview)) return preview
      await disclose(call, disclosureOf(preview))
      return ok(await viewFor(call, preview))
    }
    return inTransaction(call, async (tx) => {
      const result = await judgeByHand(tx, context.judging, order)
      if (isRefusal(result)) return result
      const disclosure = disclosureOf(result)
      await discloseIn(tx, call, disclosure)
      return created<BodyOf<typeof Verdicts>>(`/v1/judgements/${disclosure.subjectId}`, await viewFor(call, result))
    })
  },
})

/** A judgement by hand is exactly one judgement. */
function disclosureOf({ judgements, effects }: JudgingResult): Shown & { readonly subjectId: string } {
  const subjectId = judgements[0]?.judgementId ?? ''
  return { action: 'judgement.effects_read', subjectKind: 'judgement', subjectId, persons: personsIn(effects) }
}
