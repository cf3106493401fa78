import { GRADES } from '../../domain/linkage/scoring/classify.js'
import type { ScoredPairs } from '../../domain/linkage/scoring/score-pairs.js'
import { probabilityOf } from '../../domain/linkage/scoring/score.js'

/** The scored pairs of one bin of probability, from `from` up to and without `to`. Shares are null without pairs. */
export interface CalibrationBin {
  readonly from: number
  readonly to: number
  readonly pairs: number
  /** The mean of the probabilities that the engine states for these pairs. */
  readonly stated: number | null
  /** The share of these pairs that are one person. */
  readonly right: number | null
  /** Those of them that the machine may link, and the share of those that are one person. */
  readonly certainPairs: number
  readonly certainRight: number | null
}

/** The lower bounds of the bins; the last one holds pairs of probability 1 too. */
const BOUNDS = [0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999]

const CERTAIN = GRADES.indexOf('certain')

class Bin {
  pairs = 0
  private stated = 0
  private right = 0
  private certain = 0
  private certainRight = 0

  add(probability: number, isRight: boolean, isCertain: boolean): void {
    this.pairs += 1
    this.stated += probability
    if (isRight) this.right += 1
    if (!isCertain) return
    this.certain += 1
    if (isRight) this.certainRight += 1
  }

  result(): Omit<CalibrationBin, 'from' | 'to'> {
    const { pairs, certain } = this
    return {
      pairs,
      stated: shareOf(this.stated, pairs),
      right: shareOf(this.right, pairs),
      certainPairs: certain,
      certainRight: shareOf(this.certainRight, certain),
    }
  }
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6
}

/**
 * Compares the probabilities of the scored pairs with the truth, bin by bin. Pairs that are certainly not one person are not
 * scored pairs, so the first bin begins at the model's threshold.
 */
export function calibrationOf(scored: ScoredPairs, personOf: Uint32Array): readonly CalibrationBin[] {
  const bins = BOUNDS.map(() => new Bin())
  for (let at = 0; at < scored.i.length; at += 1) {
    const probability = probabilityOf(scored.weights[at] ?? 0)
    const isRight = personOf[scored.i[at] ?? 0] === personOf[scored.j[at] ?? 0]
    const bin = BOUNDS.findLastIndex((bound) => bound <= probability)
    bins[bin]!.add(probability, isRight, scored.grades[at] === CERTAIN)
  }
  return bins.map((bin, at) => ({ from: BOUNDS[at]!, to: BOUNDS[at + 1] ?? 1, ...bin.result() }))
}
