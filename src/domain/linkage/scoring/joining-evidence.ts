import type { Model } from '../model/model.js'
import { contradictionCheck, vetoCheck } from './classify.js'
import type { PairScorer } from './score.js'

/**
 * Returns what two rows say for joining the clusters that hold them, in bits: their weight; -Infinity if they contradict
 * each other; nothing above 0 if a veto finds too little support for a link between these two alone.
 */
export function joiningEvidence(model: Model, scorer: PairScorer): (i: number, j: number) => number {
  const isVetoed = vetoCheck(model, scorer.comparators)
  const isContradiction = contradictionCheck(model, scorer.comparators)
  return (i, j) => {
    const weight = scorer.score(i, j)
    if (!isVetoed(scorer.levels)) return weight
    return isContradiction(scorer.levels) ? -Infinity : Math.min(weight, 0)
  }
}
