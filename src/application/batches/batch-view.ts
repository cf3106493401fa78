import type { BatchReading } from '../../domain/registry/records/batch-reading.js'
import type { Batch, BatchCounts, BatchMode, BatchRefusal, BatchState } from '../../storage/batches/batches.js'

/** A batch as the API returns it. */
export interface BatchView {
  readonly id: string
  readonly source: string
  readonly mode: BatchMode
  readonly state: BatchState
  readonly counts: BatchCounts
  readonly started_at: string
  readonly finished_at: string | null
  /** The reason why the batch has no effect. */
  readonly refusal?: BatchRefusal
  /** How the file was understood. */
  readonly reading?: BatchReading
  /** The batch that this one reverts. */
  readonly reverts?: string
}

export function viewOf(batch: Batch): BatchView {
  const { id, source, mode, state, counts, startedAt, finishedAt, refusal, reading, reverts } = batch
  return {
    id,
    source,
    mode,
    state,
    counts,
    started_at: startedAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
    ...(refusal === undefined ? {} : { refusal }),
    ...(reading === undefined ? {} : { reading }),
    ...(reverts === undefined ? {} : { reverts }),
  }
}
