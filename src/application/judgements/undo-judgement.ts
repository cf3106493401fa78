import { findJudgement } from '../../storage/judgements/judgements.js'
import type { Tx } from '../../storage/postgres/connection.js'
import type { PreviewTx } from '../../storage/postgres/preview.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { areLiveRecordsIn } from './judged-area.js'
import { applyJudgements, type JudgingResult } from './apply-judgements.js'
import { beginJudging, beginPreview, type JudgingContext, type JudgingSession } from './judging-context.js'

/** The judgement to take back, with the judge and the reason. */
export interface UndoOrder {
  readonly judgementId: string
  readonly reason: string
  readonly judgedBy: string
  /** The area that the judge may judge in. */
  readonly area: AreaPrefix
}

/**
 * Takes a judgement back and links the records concerned at once: the judgements that it superseded become live again, and
 * its conflict is open again. Refuses with JUDGEMENT_UNKNOWN, also outside the area, JUDGEMENT_NOT_LIVE and REASON_MISSING.
 */
export async function undoJudgement(
  tx: Tx,
  judging: JudgingContext,
  order: UndoOrder,
): Promise<JudgingResult | Refusal> {
  return undoIn(await beginJudging(tx, judging), order)
}

/** Previews `undoJudgement`, which would write the same now. */
export function previewUndoing(
  tx: PreviewTx,
  judging: JudgingContext,
  order: UndoOrder,
): Promise<JudgingResult | Refusal> {
  return undoIn(beginPreview(tx, judging), order)
}

async function undoIn(
  session: JudgingSession,
  { judgementId, reason, judgedBy, area }: UndoOrder,
): Promise<JudgingResult | Refusal> {
  const judgement = await findJudgement(session.tx, judgementId)
  if (judgement === undefined || !(await areLiveRecordsIn(session.tx, judgement.records, area)))
    return refuse('JUDGEMENT_UNKNOWN', 'There is no such judgement.')
  return applyJudgements(session, [{ subject: 'reversal', judgementId }], { reason, judgedBy })
}
