import { distance } from 'fastest-levenshtein'
import type { ValueColumn } from '../features/columns.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'
import { PairMemo } from './pair-memo.js'

export const SIMILARITY_LEVELS = [
  'missing',
  'equal',
  'one_edit',
  'two_edits',
  'abbreviated',
  'similar',
  'crossed',
  'different',
] as const
const LEVEL = levelNumbers(SIMILARITY_LEVELS)

/** Share of equal letters from which two longer values count as similar. */
const SIMILAR = 0.6
const FEWEST_LETTERS_FOR_EDITS = 3
const FEWEST_LETTERS_FOR_TWO_EDITS = 5

/** Returns the level of two different texts by edit distance; a swap of neighbours counts as one edit. Symmetric. */
export function similarityLevel(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  const longer = Math.max(a.length, b.length)
  if (shorter < FEWEST_LETTERS_FOR_EDITS)
    return a.startsWith(b) || b.startsWith(a) ? LEVEL.abbreviated : LEVEL.different
  const edits = isTransposed(a, b) ? 1 : distance(a, b)
  if (edits === 1) return LEVEL.one_edit
  if (edits === 2 && shorter >= FEWEST_LETTERS_FOR_TWO_EDITS) return LEVEL.two_edits
  if (a.startsWith(b) || b.startsWith(a)) return LEVEL.abbreviated
  return 1 - edits / longer >= SIMILAR ? LEVEL.similar : LEVEL.different
}

function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let place = 0
  while (place < a.length && a[place] === b[place]) place += 1
  return a[place] === b[place + 1] && a[place + 1] === b[place] && a.slice(place + 2) === b.slice(place + 2)
}

/**
 * Compares values of any kind: identifiers, codes, categories, given names. Agreement on a frequent value weighs less
 * than on a rare one. Further fields are those it may be swapped with (given name and surname): `crossed` means that
 * two fields of one record hold each other's values in the other record.
 */
export class SimilarityComparator implements Comparator {
  readonly levels = SIMILARITY_LEVELS
  chanceBits = CHANCE_OF_LEVEL
  readonly #own: Uint32Array
  readonly #others: readonly Uint32Array[]
  readonly #bits: Float32Array | undefined
  readonly #memo: PairMemo

  /** `bits[id]` is the rarity of the value: -log2 of its share. Without it the model's u applies. */
  constructor(own: ValueColumn, others: readonly ValueColumn[], vocabulary: Vocabulary, bits?: Float32Array) {
    this.#own = own.values
    this.#others = others.map((column) => column.values)
    this.#bits = bits
    this.#memo = new PairMemo((a, b) => similarityLevel(vocabulary.text(a), vocabulary.text(b)))
  }

  compare(i: number, j: number): number {
    const a = this.#own[i] ?? 0
    const b = this.#own[j] ?? 0
    if (a !== 0 && a === b) {
      this.chanceBits = this.#bits?.[a] ?? CHANCE_OF_LEVEL
      return LEVEL.equal
    }
    this.chanceBits = CHANCE_OF_LEVEL
    const level = a === 0 || b === 0 ? MISSING : this.#memo.of(a, b)
    if (level !== MISSING && level !== LEVEL.different) return level
    return this.#isCrossed(a, b, i, j) ? LEVEL.crossed : level
  }

  #isCrossed(a: number, b: number, i: number, j: number): boolean {
    return this.#others.some((other) => {
      const otherA = other[i] ?? 0
      const otherB = other[j] ?? 0
      return (
        (a !== 0 && a === otherB && this.#isAlike(otherA, b)) || (b !== 0 && b === otherA && this.#isAlike(a, otherB))
      )
    })
  }

  /** Whether two values do not contradict each other: equal, one or two edits apart, or one of them missing. */
  #isAlike(a: number, b: number): boolean {
    if (a === 0 || b === 0 || a === b) return true
    const level = this.#memo.of(a, b)
    return level === LEVEL.one_edit || level === LEVEL.two_edits || level === LEVEL.abbreviated
  }
}
