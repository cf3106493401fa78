import { visitCandidates, type BlockIndex } from '../blocking/block.js'
import type { PairFilter } from '../blocking/pair-filter.js'
import type { PairScorer } from '../scoring/score.js'

/**
 * Agreement patterns (one level number per comparison) and how many pairs show each; expectation maximisation needs
 * nothing else of the pairs.
 */
export interface PatternCounts {
  /** Pattern p is levels[p * comparisons] to levels[p * comparisons + comparisons - 1]. */
  readonly levels: Uint8Array
  readonly counts: Float64Array
  readonly comparisons: number
}

/** Counts patterns of pairs. */
export class PatternCounter {
  readonly #comparisons: number
  readonly #places = new Map<string, number>()
  readonly #levels: number[] = []
  readonly #counts: number[] = []

  constructor(comparisons: number) {
    this.#comparisons = comparisons
  }

  add(levels: Uint8Array, count = 1): void {
    const key = String.fromCharCode(...levels)
    let place = this.#places.get(key)
    if (place === undefined) {
      place = this.#counts.length
      this.#places.set(key, place)
      this.#counts.push(0)
      for (const level of levels) this.#levels.push(level)
    }
    this.#counts[place] = (this.#counts[place] ?? 0) + count
  }

  counts(): PatternCounts {
    return {
      levels: Uint8Array.from(this.#levels),
      counts: Float64Array.from(this.#counts),
      comparisons: this.#comparisons,
    }
  }
}

/** Counts the patterns of the candidate pairs of every `stride`-th row, each pair `stride` times. */
export function candidatePatterns(
  index: BlockIndex,
  scorer: PairScorer,
  { stride, mayBeOne }: { stride: number; mayBeOne: PairFilter },
): PatternCounts {
  const counter = new PatternCounter(scorer.comparators.length)
  for (let row = 0; row < index.size; row += stride) {
    visitCandidates(index, row, row + 1, (j, i) => {
      if (!mayBeOne(i, j)) return
      scorer.compareLevels(j, i)
      counter.add(scorer.levels, stride)
    })
  }
  return counter.counts()
}

/**
 * Counts the patterns of about `pairs` pairs spread evenly over all pairs, and returns the share of pairs that may be
 * one person. Nothing is random: the same rows return the same patterns.
 */
export function evenPatterns(
  rows: Uint32Array,
  scorer: PairScorer,
  { pairs, mayBeOne }: { pairs: number; mayBeOne: PairFilter },
): { patterns: PatternCounts; shareThatMay: number } {
  const counter = new PatternCounter(scorer.comparators.length)
  const size = rows.length
  const wanted = Math.min(size - 1, Math.ceil((2 * pairs) / Math.max(1, size)))
  let seen = 0
  let kept = 0
  for (let step = 1; step <= wanted; step += 1) {
    const distance = Math.max(1, Math.floor((step * (size - 1)) / (wanted + 1)))
    for (let place = 0; place + distance < size; place += 1) {
      const i = rows[place] ?? 0
      const j = rows[place + distance] ?? 0
      seen += 1
      if (!mayBeOne(i, j)) continue
      kept += 1
      scorer.compareLevels(i, j)
      counter.add(scorer.levels)
    }
  }
  return { patterns: counter.counts(), shareThatMay: seen === 0 ? 1 : kept / seen }
}
