/** The largest family of each step, and the persons that it is paid for. */
const STEPS: readonly (readonly [largest: number, counted: number])[] = [
  [1, 1],
  [7, 2],
  [10, 3],
]

/**
 * The persons that Bantu Umak pays a family of this size for: 1 of 1, 2 of 2 to 7, 3 of 8 to 10; null for no family and for
 * a larger one, of which the rule does not speak.
 */
export function countedPersons(size: number): number | null {
  if (size < 1) return null
  return STEPS.find(([largest]) => size <= largest)?.[1] ?? null
}
