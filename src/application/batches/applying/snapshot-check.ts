import type { BatchRefusal } from '../../../storage/batches/batches.js'

/** The effect that a snapshot would have on its source. */
export interface SnapshotEffect {
  readonly withdrawn: number
  /** The live records of the source. */
  readonly of: number
  readonly rejected: number
  readonly read: number
}

/** Half a file, or the file of another district, would withdraw most of a source; no source changes so much in a month. */
const MOST_WITHDRAWN = 0.2
const MOST_REJECTED = 0.5

/**
 * Returns a refusal for an abnormal snapshot, which is applied only once it is confirmed: it would withdraw more than a
 * fifth of its source, or more than half of its rows were rejected. A delta is never abnormal: its rejected rows change nothing.
 */
export function checkSnapshot(effect: SnapshotEffect): BatchRefusal | undefined {
  const { withdrawn, of, rejected, read } = effect
  const isAbnormal = withdrawn > of * MOST_WITHDRAWN || rejected > read * MOST_REJECTED
  return isAbnormal ? { code: 'SNAPSHOT_ABNORMAL', ...effect } : undefined
}
