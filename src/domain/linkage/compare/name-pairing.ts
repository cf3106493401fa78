import { countLetters } from '../../identity/names/letters.js'
import type { TokenAgreement } from '../../identity/names/token-agreement.js'
import { mayBeOneWritten, type Outline } from '../../identity/names/written-together.js'
import type { TokenLists } from '../features/columns.js'
import type { Rarities } from '../features/term-features.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { RANK, TokenRanks } from './token-ranks.js'

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
const MOST_TOKENS = 8

/** Tokens of one name of the pair: where they begin, and a bit set of the positions not paired yet. */
interface Side {
  tokens: Uint32Array
  start: number
  open: number
}

/**
 * Pairs the tokens of two names: each token of the shorter name with the best unpaired token of the other. The result
 * is in the fields until the next call; `pair` allocates nothing.
 */
export class NamePairing {
  /** Number of paired tokens; names written together count once. */
  paired = 0
  /** The worst rank among the pairs. */
  worst = 0
  /** Whether paired tokens have the same positions. */
  inOrder = true
  readonly #rarities: Rarities
  readonly #ranks: TokenRanks
  readonly #vocabulary: Vocabulary
  readonly #a: Side = { tokens: new Uint32Array(), start: 0, open: 0 }
  readonly #b: Side = { tokens: new Uint32Array(), start: 0, open: 0 }
  /** Rank of open token a against open token b at a * MOST_TOKENS + b, and a bit set of the ranks that occur. */
  readonly #rankOf = new Uint8Array(MOST_TOKENS * MOST_TOKENS)
  #ranksSeen = 0
  /** Bits of the agreed tokens beside others, and the least that one of them would add if it stood alone. */
  #besideBits = 0
  #aloneGain = 0
  readonly #outlineA: Outline = { heads: 0, tails: 0, letters: 0 }
  readonly #outlineB: Outline = { heads: 0, tails: 0, letters: 0 }

  constructor(vocabulary: Vocabulary, rarities: Rarities) {
    this.#rarities = rarities
    this.#ranks = new TokenRanks(vocabulary)
    this.#vocabulary = vocabulary
  }

  /** Pairs the name of row i in one list with the name of row j in the other. Returns whether both have a name. */
  pair(listOfI: TokenLists, i: number, listOfJ: TokenLists, j: number): boolean {
    const startI = listOfI.offsets[i] ?? 0
    const startJ = listOfJ.offsets[j] ?? 0
    const countI = Math.min((listOfI.offsets[i + 1] ?? 0) - startI, MOST_TOKENS)
    const countJ = Math.min((listOfJ.offsets[j + 1] ?? 0) - startJ, MOST_TOKENS)
    if (countI === 0 || countJ === 0) return false
    place(this.#a, listOfI.tokens, startI, countI)
    place(this.#b, listOfJ.tokens, startJ, countJ)
    // For symmetry the name with fewer tokens leads; on a tie the first in alphabetical order.
    if (countI > countJ || (countI === countJ && !this.#leads(countI))) {
      place(this.#a, listOfJ.tokens, startJ, countJ)
      place(this.#b, listOfI.tokens, startI, countI)
    }
    this.#reset()
    this.#pairExact(Math.min(countI, countJ), Math.max(countI, countJ))
    if (this.#a.open !== 0) this.#pairNear()
    return true
  }

  /** Number of tokens without a partner, in both names. */
  get missing(): number {
    const { open } = this.#a
    return (open | this.#b.open) === 0 ? 0 : countLetters(open) + countLetters(this.#b.open)
  }

  /** Whether a token of the shorter name has no partner. */
  get isShorterOpen(): boolean {
    return this.#a.open !== 0
  }

  /**
   * Sum of the rarities of the agreed tokens in bits. A token that says little beside others (NUR, SITI) counts in full
   * where no other kind of token agrees.
   */
  get agreedBits(): number {
    return this.paired === 0 ? 0 : this.#besideBits + this.#aloneGain
  }

  /** Whether two tokens without a partner are two different names that look alike. */
  get hasSeparatedRest(): boolean {
    if (((this.#ranksSeen >> RANK.separated) & 1) === 0) return false
    for (let a = 0; this.#a.open >> a !== 0; a += 1) {
      if (isOpen(this.#a.open, a) && this.#openAtRank(a, RANK.separated) >= 0) return true
    }
    return false
  }

  #leads(count: number): boolean {
    for (let at = 0; at < count; at += 1) {
      const a = tokenAt(this.#a, at)
      const b = tokenAt(this.#b, at)
      if (a !== b) return this.#vocabulary.text(a) < this.#vocabulary.text(b)
    }
    return true
  }

  #reset(): void {
    this.#ranksSeen = 0
    this.worst = RANK.exact
    this.#besideBits = 0
    this.#aloneGain = Infinity
    this.paired = 0
    this.inOrder = true
  }

  #pairExact(countA: number, countB: number): void {
    for (let a = 0; a < countA; a += 1) {
      const token = tokenAt(this.#a, a)
      const same = token === tokenAt(this.#b, a) && isOpen(this.#b.open, a) ? a : this.#findInB(token, countB)
      if (same >= 0) this.#accept(a, same, RANK.exact, token)
    }
  }

  #findInB(token: number, countB: number): number {
    for (let b = 0; b < countB; b += 1) if (isOpen(this.#b.open, b) && tokenAt(this.#b, b) === token) return b
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
    for (let a = 0; this.#a.open >> a !== 0; a += 1) {
      if (!isOpen(this.#a.open, a)) continue
      const left = tokenAt(this.#a, a)
      for (let b = 0; this.#b.open >> b !== 0; b += 1) {
        if (!isOpen(this.#b.open, b)) continue
        const rank = this.#ranks.of(left, tokenAt(this.#b, b))
        this.#rankOf[a * MOST_TOKENS + b] = rank
        this.#ranksSeen |= 1 << rank
      }
    }
  }

  #pairAtRank(rank: number): void {
    const { bits } = this.#rarities
    for (let a = 0; this.#a.open >> a !== 0; a += 1) {
      const b = isOpen(this.#a.open, a) ? this.#openAtRank(a, rank) : -1
      if (b < 0) continue
      const left = tokenAt(this.#a, a)
      const right = tokenAt(this.#b, b)
      this.#accept(a, b, rank, (bits[left] ?? 0) < (bits[right] ?? 0) ? left : right)
    }
  }

  /** Returns the first open token of B that agrees with token a at this rank; -1 for none. */
  #openAtRank(a: number, rank: number): number {
    for (let b = 0; this.#b.open >> b !== 0; b += 1) {
      if (isOpen(this.#b.open, b) && this.#rankOf[a * MOST_TOKENS + b] === rank) return b
    }
    return -1
  }

  #accept(a: number, b: number, rank: number, token: number): void {
    this.#a.open &= ~(1 << a)
    this.#b.open &= ~(1 << b)
    this.paired += 1
    if (rank > this.worst) this.worst = rank
    if (a !== b) this.inOrder = false
    const { bits, besideBits } = this.#rarities
    if (rank === RANK.initial) this.#add(INITIAL_BITS, besideBits[token] ?? 0)
    else this.#add((bits[token] ?? 0) - (BITS_OFF_RANK[rank] ?? 0), besideBits[token] ?? 0)
  }

  #add(alone: number, beside: number): void {
    const bits = Math.max(0, Math.min(alone, beside))
    this.#besideBits += bits
    this.#aloneGain = Math.min(this.#aloneGain, Math.max(0, alone) - bits)
  }

  /**
   * Pairs all remaining tokens if they are one name written together on one side: NUR HAYATI and NURHAYATI, ROHMAH and
   * ROH MAH.
   */
  #pairWrittenTogether(): boolean {
    const [countA, countB] = [countLetters(this.#a.open), countLetters(this.#b.open)]
    if (countA === 0 || countB === 0 || countA + countB < 3) return false
    this.#outline(this.#outlineA, this.#a)
    this.#outline(this.#outlineB, this.#b)
    if (!mayBeOneWritten(this.#outlineA, this.#outlineB)) return false
    const agreement = this.#ranks.agreeTogether(this.#join(this.#a), this.#join(this.#b))
    if (RANK[agreement] > RANK.typo) return false
    this.worst = Math.max(this.worst, RANK[agreement], RANK.variant)
    const rarest = Math.max(this.#rarest(this.#a), this.#rarest(this.#b))
    this.#add(rarest - BITS_OFF[agreement], rarest)
    this.paired += 1
    this.#a.open = 0
    this.#b.open = 0
    return true
  }

  #outline(whole: Outline, side: Side): void {
    whole.letters = 0
    for (let at = 0; side.open >> at !== 0; at += 1) {
      if (!isOpen(side.open, at)) continue
      const part = this.#ranks.outline(tokenAt(side, at))
      if (whole.letters === 0) whole.heads = part.heads
      whole.tails = part.tails
      whole.letters |= part.letters
    }
  }

  #join(side: Side): string {
    let joined = ''
    for (let at = 0; side.open >> at !== 0; at += 1) {
      if (isOpen(side.open, at)) joined += this.#vocabulary.text(tokenAt(side, at))
    }
    return joined
  }

  #rarest(side: Side): number {
    let rarest = 0
    for (let at = 0; side.open >> at !== 0; at += 1) {
      if (isOpen(side.open, at)) rarest = Math.max(rarest, this.#rarities.bits[tokenAt(side, at)] ?? 0)
    }
    return rarest
  }
}

function place(side: Side, tokens: Uint32Array, start: number, count: number): void {
  side.tokens = tokens
  side.start = start
  side.open = (1 << count) - 1
}

function tokenAt({ tokens, start }: Side, at: number): number {
  return tokens[start + at] ?? 0
}

function isOpen(open: number, at: number): boolean {
  return ((open >> at) & 1) === 1
}
