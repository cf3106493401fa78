import type { TokenAgreement } from '../../identity/names/token-agreement.js'
import { countLetters } from '../../identity/names/letters.js'
import { mayBeOneWritten, type Outline } from '../../identity/names/written-together.js'
import type { TokensColumn } from '../features/columns.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { levelNumbers, MISSING, type Comparator } from './comparator.js'
import { RANK, TokenRanks } from './token-ranks.js'

export const NAME_LEVELS = [
  'missing',
  'exact',
  'variant',
  'reordered',
  'typo',
  'initial',
  'missing_token',
  'missing_token_variant',
  'partial',
  'separated',
  'different',
] as const
const LEVEL = levelNumbers(NAME_LEVELS)

/** Bits subtracted from the rarity of a token for an inexact agreement. */
const BITS_OFF: Readonly<Record<TokenAgreement, number>> = {
  exact: 0,
  variant: 0.5,
  typo: 3,
  prefix: 3,
  initial: 0,
  separated: 0,
  different: 0,
}
const BITS_OFF_RANK = new Float64Array(Object.keys(RANK).length)
for (const [agreement, rank] of Object.entries(RANK)) BITS_OFF_RANK[rank] = BITS_OFF[agreement as TokenAgreement]

/** About one name word in twelve shares a first letter: 3.6 bits, rounded up. */
const INITIAL_BITS = 4
/** Each unmatched token could have been in another position, which gives chance one more way to agree. */
const MISSING_TOKEN_BITS = 1
/** Parts of a name occur together (MUHAMMAD with RIZKI), so their rarities add up to less than their sum. */
const DEPENDENCE = 0.9
const MOST_TOKENS = 8

/**
 * Compares person names token by token: each token of the shorter name is paired with the best unpaired token of the
 * other. The chance of the agreement follows from the rarity of the agreed tokens, so BUDIMAN weighs less than
 * DJOEWARIAH. `separated`: the remaining tokens are two different names, for example by an ending that shows the sex.
 */
export class PersonNameComparator implements Comparator {
  readonly levels = NAME_LEVELS
  chanceBits = 0
  readonly #name: TokensColumn
  readonly #bits: Float32Array
  readonly #ranks: TokenRanks
  readonly #vocabulary: Vocabulary
  /** State of the pair under comparison: where the names begin, and bit sets of the positions not paired yet. */
  #startA = 0
  #startB = 0
  #openA = 0
  #openB = 0
  /** Rank of open token a against open token b at a * MOST_TOKENS + b, and a bit set of the ranks that occur. */
  readonly #rankOf = new Uint8Array(MOST_TOKENS * MOST_TOKENS)
  #ranksSeen = 0
  #worst = 0
  #agreedBits = 0
  #paired = 0
  #inOrder = true
  readonly #outlineA: Outline = { heads: 0, tails: 0, letters: 0 }
  readonly #outlineB: Outline = { heads: 0, tails: 0, letters: 0 }

  /** `bits[id]` is the rarity of the token: -log2 of its share among the tokens of names. */
  constructor(name: TokensColumn, vocabulary: Vocabulary, bits: Float32Array) {
    this.#name = name
    this.#bits = bits
    this.#ranks = new TokenRanks(vocabulary)
    this.#vocabulary = vocabulary
  }

  compare(i: number, j: number): number {
    const { offsets } = this.#name
    const startA = offsets[i] ?? 0
    const startB = offsets[j] ?? 0
    const countA = Math.min((offsets[i + 1] ?? 0) - startA, MOST_TOKENS)
    const countB = Math.min((offsets[j + 1] ?? 0) - startB, MOST_TOKENS)
    if (countA === 0 || countB === 0) return MISSING
    // For symmetry the name with fewer tokens leads; on a tie the first in alphabetical order.
    const aLeads = countA !== countB ? countA < countB : this.#leads(startA, startB, countA)
    this.#reset(aLeads ? startA : startB, aLeads ? startB : startA)
    this.#pairExact(Math.min(countA, countB), Math.max(countA, countB))
    if (this.#openA !== 0) this.#pairNear()
    return this.#level()
  }

  #leads(startA: number, startB: number, count: number): boolean {
    const { tokens } = this.#name
    for (let place = 0; place < count; place += 1) {
      const a = tokens[startA + place] ?? 0
      const b = tokens[startB + place] ?? 0
      if (a !== b) return this.#vocabulary.text(a) < this.#vocabulary.text(b)
    }
    return true
  }

  #reset(startA: number, startB: number): void {
    this.#startA = startA
    this.#startB = startB
    this.#ranksSeen = 0
    this.#worst = RANK.exact
    this.#agreedBits = 0
    this.#paired = 0
    this.#inOrder = true
  }

  #pairExact(countA: number, countB: number): void {
    this.#openA = (1 << countA) - 1
    this.#openB = (1 << countB) - 1
    for (let a = 0; a < countA; a += 1) {
      const token = this.#tokenA(a)
      const same = token === this.#tokenB(a) && isOpen(this.#openB, a) ? a : this.#findInB(token, countB)
      if (same >= 0) this.#accept(a, same, RANK.exact, token)
    }
  }

  #findInB(token: number, countB: number): number {
    for (let b = 0; b < countB; b += 1) if (isOpen(this.#openB, b) && this.#tokenB(b) === token) return b
    return -1
  }

  /** Pairs the remaining tokens rank by rank, best first, so that an initial never takes the partner of a variant. */
  #pairNear(): void {
    this.#rankOpenTokens()
    for (let rank: number = RANK.variant; rank <= RANK.initial; rank += 1) {
      // A name written together begins with its first part, so it must be tried before prefixes and initials.
      if (rank === RANK.prefix && this.#pairWrittenTogether()) return
      if ((this.#ranksSeen >> rank) & 1) this.#pairAtRank(rank)
    }
  }

  #rankOpenTokens(): void {
    for (let a = 0; this.#openA >> a !== 0; a += 1) {
      if (!isOpen(this.#openA, a)) continue
      const left = this.#tokenA(a)
      for (let b = 0; this.#openB >> b !== 0; b += 1) {
        if (!isOpen(this.#openB, b)) continue
        const rank = this.#ranks.of(left, this.#tokenB(b))
        this.#rankOf[a * MOST_TOKENS + b] = rank
        this.#ranksSeen |= 1 << rank
      }
    }
  }

  #pairAtRank(rank: number): void {
    for (let a = 0; this.#openA >> a !== 0; a += 1) {
      const b = isOpen(this.#openA, a) ? this.#openAtRank(a, rank) : -1
      if (b < 0) continue
      const left = this.#tokenA(a)
      const right = this.#tokenB(b)
      this.#accept(a, b, rank, (this.#bits[left] ?? 0) < (this.#bits[right] ?? 0) ? left : right)
    }
  }

  /** Returns the first open token of B that agrees with token a at this rank; -1 for none. */
  #openAtRank(a: number, rank: number): number {
    for (let b = 0; this.#openB >> b !== 0; b += 1) {
      if (isOpen(this.#openB, b) && this.#rankOf[a * MOST_TOKENS + b] === rank) return b
    }
    return -1
  }

  #accept(a: number, b: number, rank: number, token: number): void {
    this.#openA &= ~(1 << a)
    this.#openB &= ~(1 << b)
    this.#paired += 1
    if (rank > this.#worst) this.#worst = rank
    if (a !== b) this.#inOrder = false
    const bits = rank === RANK.initial ? INITIAL_BITS : (this.#bits[token] ?? 0) - (BITS_OFF_RANK[rank] ?? 0)
    this.#agreedBits += Math.max(0, bits)
  }

  /**
   * Pairs all remaining tokens if they are one name written together on one side: NUR HAYATI and NURHAYATI, ROHMAH and
   * ROH MAH.
   */
  #pairWrittenTogether(): boolean {
    const [countA, countB] = [countLetters(this.#openA), countLetters(this.#openB)]
    if (countA === 0 || countB === 0 || countA + countB < 3) return false
    this.#outline(this.#outlineA, this.#openA, this.#startA)
    this.#outline(this.#outlineB, this.#openB, this.#startB)
    if (!mayBeOneWritten(this.#outlineA, this.#outlineB)) return false
    const agreement = this.#ranks.agreeTogether(
      this.#join(this.#openA, this.#startA),
      this.#join(this.#openB, this.#startB),
    )
    if (RANK[agreement] > RANK.typo) return false
    this.#worst = Math.max(this.#worst, RANK[agreement], RANK.variant)
    const rarest = Math.max(this.#rarest(this.#openA, this.#startA), this.#rarest(this.#openB, this.#startB))
    this.#agreedBits += Math.max(0, rarest - BITS_OFF[agreement])
    this.#paired += 1
    this.#openA = 0
    this.#openB = 0
    return true
  }

  #outline(whole: Outline, open: number, start: number): void {
    whole.letters = 0
    for (let place = 0; open >> place !== 0; place += 1) {
      if (!isOpen(open, place)) continue
      const part = this.#ranks.outline(this.#name.tokens[start + place] ?? 0)
      if (whole.letters === 0) whole.heads = part.heads
      whole.tails = part.tails
      whole.letters |= part.letters
    }
  }

  #join(open: number, start: number): string {
    let joined = ''
    for (let place = 0; open >> place !== 0; place += 1) {
      if (isOpen(open, place)) joined += this.#vocabulary.text(this.#name.tokens[start + place] ?? 0)
    }
    return joined
  }

  #rarest(open: number, start: number): number {
    let rarest = 0
    for (let place = 0; open >> place !== 0; place += 1) {
      if (isOpen(open, place)) rarest = Math.max(rarest, this.#bits[this.#name.tokens[start + place] ?? 0] ?? 0)
    }
    return rarest
  }

  #level(): number {
    const left = this.#openA | this.#openB
    const missing = left === 0 ? 0 : countLetters(this.#openA) + countLetters(this.#openB)
    this.chanceBits = Math.max(0, this.#agreedBits * DEPENDENCE - MISSING_TOKEN_BITS * missing)
    if (missing === 0) return this.#levelOfWhole()
    if (this.#hasSeparatedRest()) return this.#contradiction(LEVEL.separated)
    if (this.#paired === 0) return this.#contradiction(LEVEL.different)
    if (this.#openA !== 0) return LEVEL.partial
    return this.#worst <= RANK.variant ? LEVEL.missing_token : LEVEL.missing_token_variant
  }

  /** The chance of a contradiction is the model's u for the level, whatever else agreed. */
  #contradiction(level: number): number {
    this.chanceBits = -1
    return level
  }

  #levelOfWhole(): number {
    if (this.#worst === RANK.exact) return this.#inOrder ? LEVEL.exact : LEVEL.reordered
    if (this.#worst === RANK.variant) return LEVEL.variant
    return this.#worst === RANK.initial || this.#worst === RANK.prefix ? LEVEL.initial : LEVEL.typo
  }

  #hasSeparatedRest(): boolean {
    if (((this.#ranksSeen >> RANK.separated) & 1) === 0) return false
    for (let a = 0; this.#openA >> a !== 0; a += 1) {
      if (isOpen(this.#openA, a) && this.#openAtRank(a, RANK.separated) >= 0) return true
    }
    return false
  }

  #tokenA(place: number): number {
    return this.#name.tokens[this.#startA + place] ?? 0
  }

  #tokenB(place: number): number {
    return this.#name.tokens[this.#startB + place] ?? 0
  }
}

function isOpen(open: number, place: number): boolean {
  return ((open >> place) & 1) === 1
}
