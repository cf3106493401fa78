import { forEachPattern, posteriors, type LevelProbabilities } from './level-probabilities.js'
import type { PairSample } from './pair-sample.js'
import type { PatternCounts } from './patterns.js'

const MOST_ROUNDS = 200
const CONVERGED = 1e-7
/** Pairs added to each level, so that no level is impossible and no weight infinite. */
const LEAST_MATCHES = 0.5
const LEAST_RANDOM = 0.5
const LARGEST_PRIOR = 0.4
const LEAST_PRIOR = 1e-12
/**
 * Estimates m, u and the prior without labels, by expectation maximisation for the mixture of Fellegi and Sunter
 * (Winkler 1988). Posteriors refer to all pairs, not to candidates. The block keys therefore bias m only by the matches
 * that they miss: a field in all keys comes out a few hundredths too high. u is estimated from random pairs, minus
 * their few matches.
 */
export function estimate(sample: PairSample, start: LevelProbabilities): LevelProbabilities {
  let current = start
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = improve(sample, current)
    const change = largestChange(current, next)
    current = next
    if (change < CONVERGED) break
  }
  return current
}

function improve(sample: PairSample, current: LevelProbabilities): LevelProbabilities {
  const { candidates, random, allPairs } = sample
  const matches = emptyLike(current.m)
  const others = emptyLike(current.m)
  let expected = 0
  forEachPattern(candidates, (levels, count) => {
    const share = posteriors(levels, current)
    expected += share.match * count
    addLevels(matches, levels, share.match * count)
  })
  forEachPattern(random, (levels, count) => {
    const share = posteriors(levels, current)
    addLevels(others, levels, (1 - share.match - share.kin) * count)
  })
  const m = matches.map((counts) => toShares(counts, LEAST_MATCHES))
  const u = others.map((counts) => toShares(counts, LEAST_RANDOM))
  const prior = Math.min(LARGEST_PRIOR, Math.max(LEAST_PRIOR, expected / allPairs))
  return { ...current, m, u, prior }
}

function emptyLike(levels: readonly Float64Array[]): Float64Array[] {
  return levels.map((shares) => new Float64Array(shares.length))
}

/** Returns the share of each level in patterns, by comparison: a first estimate of u from random pairs. */
export function levelShares(patterns: PatternCounts, levelCounts: readonly number[]): Float64Array[] {
  const sums = levelCounts.map((count) => new Float64Array(count))
  forEachPattern(patterns, (levels, count) => {
    addLevels(sums, levels, count)
  })
  return sums.map((counts) => toShares(counts, LEAST_RANDOM))
}

function addLevels(sums: readonly Float64Array[], levels: Uint8Array, amount: number): void {
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0
    const sum = sums[at]
    if (sum !== undefined) sum[level] = (sum[level] ?? 0) + amount
  }
}

function toShares(counts: Float64Array, least: number): Float64Array {
  const shares = counts.slice()
  shares[0] = 0
  let total = 0
  for (let level = 1; level < shares.length; level += 1) total += (counts[level] ?? 0) + least
  for (let level = 1; level < shares.length; level += 1) shares[level] = ((counts[level] ?? 0) + least) / total
  return shares
}

function largestChange(a: LevelProbabilities, b: LevelProbabilities): number {
  let change = Math.abs(a.prior - b.prior)
  for (const [from, to] of [
    [a.m, b.m],
    [a.u, b.u],
  ] as const) {
    from.forEach((levels, at) => {
      levels.forEach((share, level) => {
        change = Math.max(change, Math.abs(share - (to[at]?.[level] ?? 0)))
      })
    })
  }
  return change
}
