/** Level 0 of every comparison: a value is missing on one side, which is no evidence either way. */
export const MISSING = 0

/**
 * Value of `chanceBits` if the chance of the agreement is the model's u for the level and does not depend on the
 * values.
 */
export const CHANCE_OF_LEVEL = -1

/**
 * Compares one aspect of two records of a feature table. `compare` is symmetric and allocates nothing; results besides
 * the level are in the fields until the next call.
 */
export interface Comparator {
  /** Names of the levels, by level number. */
  readonly levels: readonly string[]
  /** -log2 of the chance that two strangers agree like the last compared pair, or CHANCE_OF_LEVEL. */
  readonly chanceBits: number
  /** Returns the level of the pair of rows (i, j). */
  compare(i: number, j: number): number
}

/** Returns level numbers by name: `levelNumbers(['missing', 'equal'] as const).equal` is 1. */
export function levelNumbers<const L extends readonly string[]>(levels: L): Readonly<Record<L[number], number>> {
  return Object.fromEntries(levels.map((level, number) => [level, number])) as Record<L[number], number>
}
