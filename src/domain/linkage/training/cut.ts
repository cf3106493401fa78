import type { Thresholds } from '../model/model.js'
import { probabilityOf } from '../scoring/score.js'

/** How many pairs have which weight, in steps of a tenth of a bit. */
export class WeightCounts {
  readonly #counts = new Map<number, number>()

  add(weight: number, pairs = 1): void {
    const step = Math.floor(Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weight)) * STEPS_PER_BIT)
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + pairs)
  }

  /** From the largest weight down: the least weight of a step in bits, and its pairs. */
  descending(): readonly { weight: number; pairs: number }[] {
    return Array.from(this.#counts, ([step, pairs]) => ({ weight: step / STEPS_PER_BIT, pairs })).sort(
      (a, b) => b.weight - a.weight,
    )
  }
}

const MOST_WEIGHT = 1000
const STEPS_PER_BIT = 10

/** Share of the joined pairs that the model expects to be right. */
const LEAST_PRECISION = 0.99
/** Share of the matches among the candidates that the model expects to be joined or queued. */
const LEAST_SHARE_FOUND = 0.999
/** A pair of this weight or more is a match as often as the least precision demands, whatever the others are. */
const SUREST_CUT = Math.log2(LEAST_PRECISION / (1 - LEAST_PRECISION))
/** One match in nine pairs, and one in three: a person looks at no less hopeful pairs, and always at these. */
const LOWEST_QUEUED = -3
const HIGHEST_QUEUED = -1

/**
 * Returns the thresholds that follow from a model's own weights of the candidate pairs, by the expectation that the
 * posterior of each pair is right. `certain` is the lowest weight at which F1 is best and enough of the joined pairs are
 * right; `probable`, more likely a match than not; `possible`, the weight above which nearly all matches are.
 */
export function chooseThresholds(counts: WeightCounts): Thresholds {
  const cuts = expectedAt(counts)
  const all = cuts.at(-1)?.right ?? 0
  const precise = cuts.filter(({ right, pairs, weight }) => weight >= 0 && right >= LEAST_PRECISION * pairs)
  const f1 = ({ right, pairs }: ExpectedCut): number => (2 * right) / (pairs + all)
  const best = precise.reduce<ExpectedCut | undefined>((a, b) => (a !== undefined && f1(a) >= f1(b) ? a : b), undefined)
  const found = cuts.find(({ right }) => right >= LEAST_SHARE_FOUND * all)
  return {
    certain: Math.min(SUREST_CUT, best?.weight ?? SUREST_CUT),
    probable: 0,
    possible: Math.min(HIGHEST_QUEUED, Math.max(LOWEST_QUEUED, found?.weight ?? LOWEST_QUEUED)),
  }
}

/** What is expected if all pairs of at least this weight are joined. */
interface ExpectedCut {
  readonly weight: number
  readonly pairs: number
  readonly right: number
}

function expectedAt(counts: WeightCounts): readonly ExpectedCut[] {
  let pairs = 0
  let right = 0
  return counts.descending().map((step) => {
    pairs += step.pairs
    right += step.pairs * probabilityOf(step.weight)
    return { weight: step.weight, pairs, right }
  })
}
