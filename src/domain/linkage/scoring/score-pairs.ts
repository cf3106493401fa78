import { visitCandidates, type BlockIndex } from '../blocking/block.js'
import { GRADES, gradeOf, vetoCheck } from './classify.js'
import type { PairFilter } from '../blocking/pair-filter.js'
import type { PairScorer } from './score.js'

/** Edges by column: rows, weight in bits, and the index of the grade in GRADES. */
export interface ScoredPairs {
  /** Number of compared pairs, including those not kept. */
  readonly compared: number
  readonly i: Uint32Array
  readonly j: Uint32Array
  readonly weights: Float64Array
  readonly grades: Uint8Array
}

const CERTAINLY_NOT = GRADES.indexOf('certainly_not')

/**
 * Scores the candidate pairs of the rows in [from, to) that may be one person, and keeps those at or above the review
 * threshold.
 */
export function scorePairs(
  index: BlockIndex,
  scorer: PairScorer,
  { from, to, mayBeOne }: { from: number; to: number; mayBeOne: PairFilter },
): ScoredPairs {
  const { model } = scorer
  const isVetoed = vetoCheck(model, scorer.comparators)
  const kept = { i: [] as number[], j: [] as number[], weights: [] as number[], grades: [] as number[] }
  let compared = 0
  visitCandidates(index, from, to, (j, i) => {
    if (!mayBeOne(i, j)) return
    compared += 1
    const weight = scorer.score(j, i)
    if (weight < model.thresholds.possible) return
    const grade = GRADES.indexOf(gradeOf(weight, model.thresholds, isVetoed(scorer.levels)))
    if (grade === CERTAINLY_NOT) return
    kept.i.push(i)
    kept.j.push(j)
    kept.weights.push(weight)
    kept.grades.push(grade)
  })
  return {
    compared,
    i: Uint32Array.from(kept.i),
    j: Uint32Array.from(kept.j),
    weights: Float64Array.from(kept.weights),
    grades: Uint8Array.from(kept.grades),
  }
}
