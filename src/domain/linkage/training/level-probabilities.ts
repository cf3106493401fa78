import type { PatternCounts } from './patterns.js'

/** m and u of every level of every comparison, by number; level 0 (not comparable) is not estimated. */
export interface LevelProbabilities {
  readonly m: readonly Float64Array[]
  readonly u: readonly Float64Array[]
  /** Share of matches among all pairs of records. */
  readonly prior: number
  /** By comparison, what earlier comparisons say about it; the first that is not missing applies instead of m and u. */
  readonly given?: readonly (readonly GivenShares[])[]
  /** The third class, pairs of two members of one family. Training does not change it. */
  readonly kin?: KinClass
}

/** m and u of the levels of one comparison by the level of an earlier one. */
export interface GivenShares {
  readonly earlier: number
  readonly m: readonly Float64Array[]
  readonly u: readonly Float64Array[]
}

export interface KinClass {
  readonly levels: readonly Float64Array[]
  /** Share of kin pairs among all pairs of records. */
  readonly prior: number
}

/** Limit that keeps the product of many ratios finite. */
const LARGEST_RATIO = 1e200

/** Returns the probabilities that a pair with these levels is a match and that it is kin. */
export function posteriors(levels: Uint8Array, probabilities: LevelProbabilities): { match: number; kin: number } {
  const { prior, kin } = probabilities
  const rest = 1 - prior - (kin?.prior ?? 0)
  const match = (prior / rest) * matchRatio(levels, probabilities)
  const related = kin === undefined ? 0 : (kin.prior / rest) * kinRatio(levels, kin.levels, probabilities.u)
  const total = 1 + match + related
  return { match: match / total, kin: related / total }
}

/** Returns the probability that a pair with these levels is a match. */
export function posterior(levels: Uint8Array, probabilities: LevelProbabilities): number {
  return posteriors(levels, probabilities).match
}

function matchRatio(levels: Uint8Array, { m, u, given }: LevelProbabilities): number {
  let ratio = 1
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0
    if (level === 0) continue
    const known = given === undefined ? undefined : firstKnown(given[at], levels)
    const row = known === undefined ? 0 : (levels[known.earlier] ?? 0)
    ratio *= ((known?.m[row] ?? m[at])?.[level] ?? 1) / ((known?.u[row] ?? u[at])?.[level] ?? 1)
  }
  return Math.min(ratio, LARGEST_RATIO)
}

/** Returns the first of the tables whose earlier comparison is not missing. */
export function firstKnown(tables: readonly GivenShares[] | undefined, levels: Uint8Array): GivenShares | undefined {
  if (tables === undefined) return undefined
  for (const table of tables) if (levels[table.earlier] !== 0) return table
  return undefined
}

function kinRatio(levels: Uint8Array, kin: readonly Float64Array[], u: readonly Float64Array[]): number {
  let ratio = 1
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0
    if (level !== 0) ratio *= (kin[at]?.[level] ?? 1) / (u[at]?.[level] ?? 1)
  }
  return Math.min(ratio, LARGEST_RATIO)
}

export function forEachPattern(
  { levels, counts, comparisons }: PatternCounts,
  visit: (levels: Uint8Array, count: number) => void,
): void {
  for (let pattern = 0; pattern < counts.length; pattern += 1) {
    visit(levels.subarray(pattern * comparisons, (pattern + 1) * comparisons), counts[pattern] ?? 0)
  }
}
