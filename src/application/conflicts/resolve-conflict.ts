import { findConflicts, type StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { Tx } from '../../storage/postgres/connection.js'
import type { PreviewTx } from '../../storage/postgres/preview.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { isRefusal, type Refusal } from '../context/refusals.js'
import type { JudgingResult } from '../judgements/apply-judgements.js'
import type { JudgementEffects } from '../judgements/judgement-effects.js'
import { beginJudging, beginPreview, type JudgingContext, type JudgingSession } from '../judgements/judging-context.js'
import { loadOpenCase } from './conflict-case.js'
import { planVerdict } from './plan-verdict.js'
import type { Verdict } from './verdict.js'
import { judgeWholePersons } from './judge-whole-persons.js'

/** A verdict on a conflict, with the judge and the reason. */
export interface ResolutionOrder extends Verdict {
  readonly conflictId: string
  /** The version that the judge has read; without it any version is accepted. */
  readonly version?: number
  readonly reason: string
  readonly judgedBy: string
  /** The area that the judge may judge in. */
  readonly area: AreaPrefix
}

/** The judgements and effects of a verdict, and the conflict as it is after them. */
export interface Resolution extends JudgingResult {
  readonly conflict: StoredConflict
}

/**
 * Resolves an open conflict by a verdict and links the records concerned at once. Refuses with CONFLICT_UNKNOWN,
 * CONFLICT_CHANGED (another version), CONFLICT_CLOSED, VERDICT_UNFIT, and as the planned judgements do.
 */
export async function resolveConflict(
  tx: Tx,
  judging: JudgingContext,
  order: ResolutionOrder,
): Promise<Resolution | Refusal> {
  return resolveIn(await beginJudging(tx, judging), order)
}

/** Previews `resolveConflict`, which would write the same now. Ids of new things are null. */
export function previewResolution(
  tx: PreviewTx,
  judging: JudgingContext,
  order: ResolutionOrder,
): Promise<Resolution | Refusal> {
  return resolveIn(beginPreview(tx, judging), order)
}

async function resolveIn(
  session: JudgingSession,
  { conflictId, version, area, reason, judgedBy, ...verdict }: ResolutionOrder,
): Promise<Resolution | Refusal> {
  const conflictCase = await loadOpenCase(session.tx, { conflictId, version, area })
  if (isRefusal(conflictCase)) return conflictCase
  const plan = planVerdict(conflictCase, verdict)
  if (isRefusal(plan)) return plan
  const result = await judgeWholePersons(session, conflictCase, { plan, origin: { reason, judgedBy, conflictId } })
  if (isRefusal(result)) return result
  return { conflict: await conflictAfter(session, conflictCase.conflict, result.effects), ...result }
}

/** A preview does not write the conflict: its new state is read from the effects. */
async function conflictAfter(
  { tx, isPreview }: JudgingSession,
  conflict: StoredConflict,
  effects: JudgementEffects,
): Promise<StoredConflict> {
  if (isPreview) {
    const effect = effects.conflicts.find(({ id }) => id === conflict.id)
    return effect === undefined ? conflict : { ...conflict, state: effect.state }
  }
  const [after] = await findConflicts(tx, [conflict.id])
  return after ?? conflict
}
