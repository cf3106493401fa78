/** The largest family size of each step, and the number of persons in the payment. */
const STEPS: readonly (readonly [largest: number, counted: number])[] = [
  [1, 1],
  [7, 2],
  [10, 3],
]

/**
 * Returns for how many persons Bantu Umak pays a family of this size: 1 of 1, 2 of 2 to 7, 3 of 8 to 10. Returns null for
 * other sizes, which the rule does not cover.
 */
export function countedPersons(size: number): number | null {
  if (size < 1) return null
  return STEPS.find(([largest]) => size <= largest)?.[1] ?? null
}
