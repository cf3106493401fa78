/** Level 0 of every comparison: one side is not known, which speaks neither for nor against. */
export const MISSING = 0

/** Says that the chance of an agreement is the model's u for the level, not a matter of the values. */
export const CHANCE_OF_LEVEL = -1

/**
 * Compares one thing about two records of a feature table. `compare` is symmetric and allocates nothing: what goes
 * beyond the level stands in the fields until the next call.
 */
export interface Comparator {
  /** Names of the levels, by their numbers. */
  readonly levels: readonly string[]
  /** -log2 of the chance that two strangers agree as the pair compared last did, or CHANCE_OF_LEVEL. */
  readonly chanceBits: number
  /** The level of the pair of rows (i, j). */
  compare(i: number, j: number): number
}

/** The numbers of named levels: `levelNumbers(['missing', 'equal'] as const).equal` is 1. */
export function levelNumbers<const L extends readonly string[]>(levels: L): Readonly<Record<L[number], number>> {
  return Object.fromEntries(levels.map((level, number) => [level, number])) as Record<L[number], number>
}
