import type { TermFeatures } from '../domain/linkage/features/term-features.js'
import type { BlockIndex } from '../domain/linkage/blocking/block.js'
import type { Column } from '../domain/linkage/features/columns.js'
import type { Model } from '../domain/linkage/model/model.js'
import type { PairFilter } from '../domain/linkage/blocking/pair-filter.js'
import type { PairScorer } from '../domain/linkage/scoring/score.js'
import { scorePairs, type ScoredPairs } from '../domain/linkage/scoring/score-pairs.js'

/** Input of a thread that scores candidate pairs; the arrays are in shared memory. */
export interface ScoreJob {
  readonly size: number
  readonly model: Model
  readonly columns: ReadonlyMap<string, Column>
  readonly texts: readonly string[]
  readonly terms: TermFeatures
  readonly index: BlockIndex
  /** The next row that no thread has taken. */
  readonly nextRow: Int32Array
}

const ROWS_PER_SHARE = 4096

/** Scores the candidate pairs of shares of rows until no row is left. Several threads may run it on one job. */
export function scoreShares(job: ScoreJob, scorer: PairScorer, mayBeOne: PairFilter): ScoredPairs[] {
  const scored: ScoredPairs[] = []
  for (;;) {
    const from = Atomics.add(job.nextRow, 0, ROWS_PER_SHARE)
    if (from >= job.size) return scored
    scored.push(scorePairs(job.index, scorer, { from, to: Math.min(from + ROWS_PER_SHARE, job.size), mayBeOne }))
  }
}
