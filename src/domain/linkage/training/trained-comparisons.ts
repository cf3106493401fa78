import { LEVELS_OF_KIND } from '../compare/comparators.js'
import type { Comparison, Given, Level } from '../model/model.js'
import type { GivenShares, LevelProbabilities } from './level-probabilities.js'

/** Returns the comparisons with estimated m and u, and with what earlier comparisons say about them. */
export function trainedComparisons(
  comparisons: readonly Comparison[],
  { m, u, given = [] }: LevelProbabilities,
): Comparison[] {
  return comparisons.map((comparison, at) => {
    const trained = { ...comparison, levels: levelsOf(comparison, m[at], u[at]) }
    const tables = given[at] ?? []
    if (tables.length === 0) return trained
    return { ...trained, given: tables.map((shares) => givenOf(comparison, shares, comparisons[shares.earlier])) }
  })
}

function levelsOf({ kind, levels }: Comparison, m: Float64Array | undefined, u: Float64Array | undefined): Level[] {
  const names = LEVELS_OF_KIND[kind]
  return levels.map((level) => {
    const number = names.indexOf(level.level)
    return { ...level, m: m?.[number] ?? level.m, u: u?.[number] ?? level.u }
  })
}

function givenOf(comparison: Comparison, { m, u }: GivenShares, earlier: Comparison | undefined): Given {
  const names = LEVELS_OF_KIND[earlier?.kind ?? comparison.kind]
  const rows = names.slice(1).map((name, at) => [name, levelsOf(comparison, m[at + 1], u[at + 1])] as const)
  return { comparison: earlier?.name ?? '', levels: Object.fromEntries(rows) }
}
