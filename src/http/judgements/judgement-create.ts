import { viewVerdicts } from '../../application/conflicts/resolution-view.js'
import { deskOf } from '../../application/judgements/desk-of.js'
import { judgeByHand, previewByHand, readJudgement } from '../../application/judgements/judge-by-hand.js'
import { isRefusal } from '../../application/context/refusals.js'
import { created, ok } from '../contract/answer.js'
import { answerDeed } from '../disclosure/answer-deed.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { PREVIEW_QUERY } from './effects-schema.js'
import { NewJudgement, Verdicts } from './judgement-schema.js'
import { maskEffects } from './masked-effects.js'

export const judgementCreate = route({
  id: 'createJudgement',
  method: 'POST',
  path: '/v1/judgements',
  tag: 'Judgements',
  summary: 'Merge, split or correct by hand',
  description:
    'Judges without a conflict: that two records are one person (same) or two (different), that the person of the second ' +
    'record lives with that of the first (subject household), or which value of a field is right (subject value). It holds ' +
    'above all sources, and its effects come at once. `preview=true` tells them and changes nothing.',
  access: ['steward'],
  isIdempotent: true,
  showsPersonal: true,
  query: PREVIEW_QUERY,
  body: NewJudgement,
  answers: {
    200: { description: 'What it would do.', schema: Verdicts },
    201: { description: 'What it did.', schema: Verdicts, headers: { location: 'Address of the judgement.' } },
  },
  refusals: [
    'PERSON_REPEATED',
    'REASON_MISSING',
    'RECORD_REPEATED',
    'RECORD_UNKNOWN',
    'VALUE_INVALID',
    'VERDICT_UNFIT',
  ],
  handle: (call) => {
    const { rights, query, body } = call
    const isPreview = query.preview === 'true'
    const said = readJudgement(body)
    if (isRefusal(said)) return Promise.resolve(said)
    const order = { said, reason: body.reason, judgedBy: rights.actor, area: rights.areaPrefix }
    return answerDeed(call, {
      deed: (registry) => (isPreview ? previewByHand : judgeByHand)(deskOf(registry), order),
      answer: async (given, { disclose }) => {
        const id = given.judgements[0]?.judgementId ?? ''
        await disclose({ action: 'judgement.effects_read', subjectKind: 'judgement', subjectId: id })
        const view = viewVerdicts(given, isPreview)
        const shown = { ...view, effects: maskEffects(view.effects, maskingFor(rights)) }
        return isPreview ? ok(shown) : created(`/v1/judgements/${id}`, shown)
      },
    })
  },
})
