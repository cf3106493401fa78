import { NUMBER_KINDS } from './number-token.js'

type View = Readonly<Record<string, unknown>>

/** What evidence says to a key without the scope. */
const COARSE_WORDS = {
  agrees: { en: 'agrees', id: 'sesuai' },
  disagrees: { en: 'disagrees', id: 'tidak sesuai' },
  unknown: { en: 'cannot be compared', id: 'tidak dapat dibandingkan' },
} as const
type CoarseLevel = keyof typeof COARSE_WORDS

const NUMBERS: ReadonlySet<string> = new Set(NUMBER_KINDS)
const YEAR_LENGTH = 4

/** Whether a view is the evidence of one comparison. */
export function isEvidence({ comparison, level, weight }: View): boolean {
  return typeof comparison === 'string' && typeof level === 'string' && weight !== undefined
}

/** Whether a view holds the score of a pair with its evidence. */
export function isScored({ probability, evidence, vetoes }: View): boolean {
  return probability !== undefined && Array.isArray(evidence) && Array.isArray(vetoes)
}

/**
 * Evidence that answers no guess: levels and weights tell how far a number or a date is from the right one, so numbers only
 * agree if they are equal, and birth dates if they are of one year.
 */
export function coarseEvidence(evidence: View): View {
  const level = coarseLevel(evidence)
  return { ...evidence, level, weight: null, words: COARSE_WORDS[level] }
}

function coarseLevel({ comparison, left, right, weight }: View): CoarseLevel {
  if (NUMBERS.has(String(comparison))) return equality(digitsOf(left), digitsOf(right))
  if (comparison === 'birth_date') return equality(yearOf(left), yearOf(right))
  if (typeof weight !== 'number' || weight === 0) return 'unknown'
  return weight > 0 ? 'agrees' : 'disagrees'
}

/** Whether both sides have the same number or date. */
export function holdsSameDigits({ left, right }: { readonly left: string; readonly right: string }): boolean {
  return equality(digitsOf(left), digitsOf(right)) === 'agrees'
}

function equality(left: string, right: string): CoarseLevel {
  if (left === '' || right === '') return 'unknown'
  return left === right ? 'agrees' : 'disagrees'
}

function digitsOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\D/g, '') : ''
}

function yearOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, YEAR_LENGTH) : ''
}
