import type { TokensColumn } from '../features/columns.js'
import { hashText } from '../features/hash.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'
import { PairMemo } from './pair-memo.js'
import { similarityLevel, SIMILARITY_LEVELS } from './similarity.js'

export const TOKENS_LEVELS = ['missing', 'equal', 'nearly', 'most', 'half', 'some', 'none'] as const
const LEVEL = levelNumbers(TOKENS_LEVELS)
const SIMILARITY = levelNumbers(SIMILARITY_LEVELS)

const MOST_TOKENS = 12
const MOST = 0.75
const HALF = 0.45

/**
 * Compares free text (addresses, titles): the share of letters in tokens with a match on the other side, in any order.
 * `nearly`: all tokens have a match, or the texts differ only in spaces.
 */
export class TokensComparator implements Comparator {
  readonly levels = TOKENS_LEVELS
  readonly chanceBits = CHANCE_OF_LEVEL
  readonly #column: TokensColumn
  readonly #lengths: Uint8Array
  readonly #agreement: PairMemo
  /** Letter count of each row's text, and its hash without spaces, computed once per row. */
  readonly #letters: Uint16Array
  readonly #joined: Uint32Array

  constructor(column: TokensColumn, size: number, vocabulary: Vocabulary) {
    this.#column = column
    this.#lengths = Uint8Array.from(vocabulary.texts(), (text) => Math.min(text.length, 255))
    this.#agreement = new PairMemo((a, b) => similarityLevel(vocabulary.text(a), vocabulary.text(b)))
    this.#letters = new Uint16Array(size)
    this.#joined = new Uint32Array(size)
    for (let row = 0; row < size; row += 1) {
      const ids = Array.from(column.tokens.subarray(column.offsets[row], this.#end(row)))
      this.#letters[row] = ids.reduce((sum, id) => sum + (this.#lengths[id] ?? 0), 0)
      this.#joined[row] = hashText(ids.map((id) => vocabulary.text(id)).join(''))
    }
  }

  compare(i: number, j: number): number {
    if (this.#letters[i] === 0 || this.#letters[j] === 0) return MISSING
    const sameLetters = this.#joined[i] === this.#joined[j]
    if (sameLetters && this.#hasSameTokens(i, j)) return LEVEL.equal
    // For symmetry the order of pairing depends on the texts, not on the rows.
    const iLeads = (this.#joined[i] ?? 0) < (this.#joined[j] ?? 0)
    const share =
      this.#sharedLetters(iLeads ? i : j, iLeads ? j : i) / Math.max(this.#letters[i] ?? 0, this.#letters[j] ?? 0)
    if (share >= 1 || sameLetters) return LEVEL.nearly
    if (share >= MOST) return LEVEL.most
    if (share >= HALF) return LEVEL.half
    return share > 0 ? LEVEL.some : LEVEL.none
  }

  #end(row: number): number {
    const { offsets } = this.#column
    return Math.min(offsets[row + 1] ?? 0, (offsets[row] ?? 0) + MOST_TOKENS)
  }

  #hasSameTokens(i: number, j: number): boolean {
    const { offsets, tokens } = this.#column
    const startI = offsets[i] ?? 0
    const startJ = offsets[j] ?? 0
    const count = this.#end(i) - startI
    if (this.#end(j) - startJ !== count) return false
    for (let place = 0; place < count; place += 1) if (tokens[startI + place] !== tokens[startJ + place]) return false
    return true
  }

  /**
   * Returns the letters in tokens with a match on the other side. Each token is used once; equal tokens are paired
   * first.
   */
  #sharedLetters(i: number, j: number): number {
    const pairs = { usedI: 0, usedJ: 0, letters: 0 }
    this.#pairTokens(i, j, pairs, true)
    this.#pairTokens(i, j, pairs, false)
    return pairs.letters
  }

  #pairTokens(i: number, j: number, pairs: { usedI: number; usedJ: number; letters: number }, equal: boolean): void {
    const { offsets, tokens } = this.#column
    const startI = offsets[i] ?? 0
    const startJ = offsets[j] ?? 0
    for (let a = startI; a < this.#end(i); a += 1) {
      if ((pairs.usedI >> (a - startI)) & 1) continue
      const left = tokens[a] ?? 0
      for (let b = startJ; b < this.#end(j); b += 1) {
        const right = tokens[b] ?? 0
        if ((pairs.usedJ >> (b - startJ)) & 1 || (equal ? left !== right : !this.#isLike(left, right))) continue
        pairs.usedI |= 1 << (a - startI)
        pairs.usedJ |= 1 << (b - startJ)
        pairs.letters += Math.max(this.#lengths[left] ?? 0, this.#lengths[right] ?? 0)
        break
      }
    }
  }

  #isLike(a: number, b: number): boolean {
    const lengthA = this.#lengths[a] ?? 0
    const lengthB = this.#lengths[b] ?? 0
    if (Math.abs(lengthA - lengthB) > 2) return false
    const level = this.#agreement.of(a, b)
    return level === SIMILARITY.one_edit || level === SIMILARITY.two_edits
  }
}
