import { findConflicts, type StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { type Desk, rehearse, sit, type Sitting } from '../judgements/judging-desk.js'
import type { Judged } from '../judgements/judgement-order.js'
import type { VerdictEffects } from '../judgements/verdict-effects.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { type ConflictCase, loadCase } from './conflict-case.js'
import { planVerdict } from './plan-verdict.js'
import { giveForWholePersons } from './whole-persons.js'
import type { Verdict } from './verdict.js'

/** A verdict on a conflict, by whom and why. */
export interface Resolving extends Verdict {
  readonly conflictId: string
  /** The version of the conflict that was seen; left out where any is meant. */
  readonly version?: number
  readonly reason: string
  readonly judgedBy: string
  /** Where the judge may judge. */
  readonly area: AreaPrefix
}

/** What came of a verdict: the conflict as it is now, the judgements, and everything that they did. */
export interface Resolution {
  readonly conflict: StoredConflict
  readonly judgements: readonly Judged[]
  readonly effects: VerdictEffects
}

/**
 * Gives a verdict on an open conflict and links whom it concerns, at once and in one transaction. Refuses with
 * CONFLICT_UNKNOWN, CONFLICT_CHANGED (another version), CONFLICT_CLOSED, VERDICT_UNFIT, and as judging does.
 */
export function resolveConflict(desk: Desk, resolving: Resolving): Promise<Resolution | Refusal> {
  return sit(desk, (sitting) => resolveIn(sitting, resolving))
}

/** Gives what resolveConflict would give now, and leaves no trace. Ids of what would be new are null. */
export function previewResolution(desk: Desk, resolving: Resolving): Promise<Resolution | Refusal> {
  return rehearse(desk, (sitting) => resolveIn(sitting, resolving))
}

async function resolveIn(sitting: Sitting, resolving: Resolving): Promise<Resolution | Refusal> {
  const theCase = await loadCase(sitting.tx, resolving.conflictId, resolving.area)
  if (isRefusal(theCase)) return theCase
  const { conflict } = theCase
  if (resolving.version !== undefined && resolving.version !== conflict.version)
    return refuse('CONFLICT_CHANGED', 'The conflict has changed since: read it anew.')
  if (conflict.state !== 'open') return refuse('CONFLICT_CLOSED', 'The conflict is closed already.')
  return judgeCase(sitting, theCase, resolving)
}

/** Gives the verdict on a conflict that was examined. */
export async function judgeCase(
  sitting: Sitting,
  theCase: ConflictCase,
  { verdict, reason, judgedBy, ...asked }: Omit<Resolving, 'conflictId' | 'area'>,
): Promise<Resolution | Refusal> {
  const { conflict } = theCase
  const plan = planVerdict(theCase, { verdict, ...asked })
  if (isRefusal(plan)) return plan
  const judging = { reason, judgedBy, conflictId: conflict.id }
  const given = await giveForWholePersons(sitting, theCase, { plan, judging })
  if (isRefusal(given)) return given
  return { conflict: await conflictAfter(sitting, conflict, given.effects), ...given }
}

/** In a trial nothing is written, but what closes the conflict is known. */
async function conflictAfter(
  { tx, isTrial }: Sitting,
  conflict: StoredConflict,
  effects: VerdictEffects,
): Promise<StoredConflict> {
  if (isTrial) {
    const effect = effects.conflicts.find(({ id }) => id === conflict.id)
    return effect === undefined ? conflict : { ...conflict, state: effect.state }
  }
  const [after] = await findConflicts(tx, [conflict.id])
  return after ?? conflict
}
