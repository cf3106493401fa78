import type { BatchRefusal } from '../../storage/batches/batches.js'

/** What a full list would do to its source. */
export interface SnapshotEffect {
  readonly withdrawn: number
  /** The records of the source that are live. */
  readonly of: number
  readonly rejected: number
  readonly read: number
}

/** A list of another district or half a file withdraws most of a source; no list changes by so much from one month to the next. */
const MOST_WITHDRAWN = 0.2
const MOST_REJECTED = 0.5

/**
 * Gives why a full list is not applied before somebody confirms it: it would withdraw more than a fifth of its source, or
 * more than half of its rows were rejected. Changes are never abnormal, since a row that is rejected there does nothing.
 */
export function abnormality(effect: SnapshotEffect): BatchRefusal | undefined {
  const { withdrawn, of, rejected, read } = effect
  const isAbnormal = withdrawn > of * MOST_WITHDRAWN || rejected > read * MOST_REJECTED
  return isAbnormal ? { code: 'SNAPSHOT_ABNORMAL', ...effect } : undefined
}
