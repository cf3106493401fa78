import type { Batch, BatchCounts, BatchMode, BatchRefusal, BatchState } from '../../storage/batches/batches.js'

/** A delivery as it is shown. */
export interface BatchView {
  readonly id: string
  readonly source: string
  readonly mode: BatchMode
  readonly state: BatchState
  readonly counts: BatchCounts
  readonly started_at: string
  readonly finished_at: string | null
  /** Why it has no effect, where that is so. */
  readonly refusal?: BatchRefusal
  /** The delivery that it takes back. */
  readonly reverts?: string
}

/** Gives what may be shown of a delivery. */
export function viewOf(batch: Batch): BatchView {
  const { id, source, mode, state, counts, startedAt, finishedAt, refusal, reverts } = batch
  return {
    id,
    source,
    mode,
    state,
    counts,
    started_at: startedAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
    ...(refusal === undefined ? {} : { refusal }),
    ...(reverts === undefined ? {} : { reverts }),
  }
}
