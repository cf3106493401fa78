import type { BatchRefusal } from '../../../storage/batches/batches.js'

/** The effect that a snapshot would have on its source. */
export interface SnapshotEffect {
  readonly withdrawn: number
  /** The live records of the source. */
  readonly of: number
  readonly rejected: number
  readonly read: number
  /** Rejected rows that are only counted: the records that they name would be withdrawn. */
  readonly unlisted: number
}

/** Half a file, or the file of another district, would withdraw most of a source; no source changes so much in a month. */
const MOST_WITHDRAWN = 0.2
const MOST_REJECTED = 0.5

/**
 * Returns a refusal for an abnormal snapshot, which is applied only once it is confirmed: it would withdraw more than a
 * fifth of its source, more than half of its rows were rejected, or so many that not all of their records are known. A delta is never abnormal: its rejected rows change nothing.
 */
export function checkSnapshot(effect: SnapshotEffect): BatchRefusal | undefined {
  const { unlisted, ...shares } = effect
  const { withdrawn, of, rejected, read } = shares
  const isAbnormal = withdrawn > of * MOST_WITHDRAWN || rejected > read * MOST_REJECTED || unlisted > 0
  return isAbnormal ? { code: 'SNAPSHOT_ABNORMAL', ...shares, ...(unlisted === 0 ? {} : { unlisted }) } : undefined
}
