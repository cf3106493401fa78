import type { TermFeatures } from '../domain/linkage/features/term-features.js'
import type { BlockIndex } from '../domain/linkage/blocking/block.js'
import type { Column } from '../domain/linkage/features/columns.js'
import type { Model } from '../domain/linkage/model/model.js'
import type { PairFilter } from '../domain/linkage/blocking/pair-filter.js'
import type { PairScorer } from '../domain/linkage/scoring/score.js'
import { scorePairs, type ScoredPairs } from '../domain/linkage/scoring/score-pairs.js'

/** Everything a thread needs to score a share of the candidate pairs; the arrays lie in shared memory. */
export interface ScoreJob {
  readonly size: number
  readonly model: Model
  readonly columns: ReadonlyMap<string, Column>
  readonly texts: readonly string[]
  readonly terms: TermFeatures
  readonly index: BlockIndex
  /** The next row that no thread has taken yet. */
  readonly nextRow: Int32Array
}

const ROWS_PER_SHARE = 4096

/** Takes shares of rows until none is left, and scores their candidate pairs. Any number of threads may do so at once. */
export function scoreShares(job: ScoreJob, scorer: PairScorer, mayBeOne: PairFilter): ScoredPairs[] {
  const scored: ScoredPairs[] = []
  for (;;) {
    const from = Atomics.add(job.nextRow, 0, ROWS_PER_SHARE)
    if (from >= job.size) return scored
    scored.push(scorePairs(job.index, scorer, { from, to: Math.min(from + ROWS_PER_SHARE, job.size), mayBeOne }))
  }
}
