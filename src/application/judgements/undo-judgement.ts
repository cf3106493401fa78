import { findJudgement } from '../../storage/judgements/judgements.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { areLiveRecordsIn } from './judged-area.js'
import { type Desk, giveVerdicts, rehearse, sit, type Sitting, type Verdicts } from './judging-desk.js'

/** Which judgement to take back, who does and why. */
export interface Undoing {
  readonly judgementId: string
  readonly reason: string
  readonly judgedBy: string
  /** Where the judge may judge. */
  readonly area: AreaPrefix
}

/**
 * Takes a judgement back as if it had never been given, and links whom it concerns, at once and in one transaction: what it
 * had superseded holds again, and its question is open again. Refuses with JUDGEMENT_UNKNOWN, also outside the area, with
 * JUDGEMENT_NOT_LIVE and REASON_MISSING.
 */
export function undoJudgement(desk: Desk, undoing: Undoing): Promise<Verdicts | Refusal> {
  return sit(desk, (sitting) => undoIn(sitting, undoing))
}

/** Gives what undoJudgement would give now, and leaves no trace. */
export function previewUndoing(desk: Desk, undoing: Undoing): Promise<Verdicts | Refusal> {
  return rehearse(desk, (sitting) => undoIn(sitting, undoing))
}

async function undoIn(sitting: Sitting, { judgementId, reason, judgedBy, area }: Undoing): Promise<Verdicts | Refusal> {
  const judgement = await findJudgement(sitting.tx, judgementId)
  if (judgement === undefined || !(await areLiveRecordsIn(sitting.tx, judgement.records, area)))
    return refuse('JUDGEMENT_UNKNOWN', 'There is no such judgement.')
  return giveVerdicts(sitting, [{ subject: 'reversal', judgementId }], { reason, judgedBy })
}
