import type { Rights } from '../../application/access/rights.js'
import { type JudgingResultView, viewJudgingResult } from '../../application/conflicts/resolution-view.js'
import type { JudgingResult } from '../../application/judgements/apply-judgements.js'
import { maskingFor } from '../disclosure/masking.js'
import { maskEffects } from './masked-effects.js'

/** Judgements and their effects as a key may see them. */
export function viewFor(rights: Rights, result: JudgingResult): JudgingResultView {
  const view = viewJudgingResult(result)
  return { ...view, effects: maskEffects(view.effects, maskingFor(rights)) }
}
