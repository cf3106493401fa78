import { type JudgingResultView, viewJudgingResult } from '../../application/conflicts/resolution-view.js'
import type { JudgingResult } from '../../application/judgements/apply-judgements.js'
import type { Call } from '../contract/route.js'
import { masked } from '../disclosure/masked.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'

/** Judgements and their effects as the caller may see them. */
export async function viewFor(
  call: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>,
  result: JudgingResult,
): Promise<JudgingResultView> {
  return masked(await insideArea(call, viewJudgingResult(result)), maskingFor(call))
}
