import { agreeTokens, TOKEN_AGREEMENTS, type TokenAgreement } from '../../identity/token-agreement.js'
import type { TokensColumn } from '../columns.js'
import type { Vocabulary } from '../vocabulary.js'
import { levelNumbers, MISSING, type Comparator } from './comparator.js'
import { PairMemo } from './pair-memo.js'

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

/** How much of a token's rarity an agreement of each kind is worth, in bits off, and how good a match it is (low first). */
const AGREEMENT: Record<TokenAgreement, { rank: number; bitsOff: number }> = {
  exact: { rank: 0, bitsOff: 0 },
  variant: { rank: 1, bitsOff: 0.5 },
  typo: { rank: 2, bitsOff: 3 },
  prefix: { rank: 3, bitsOff: 3 },
  initial: { rank: 4, bitsOff: 0 },
  separated: { rank: 5, bitsOff: 0 },
  different: { rank: 6, bitsOff: 0 },
}
const RANKS = Uint8Array.from(TOKEN_AGREEMENTS, (agreement) => AGREEMENT[agreement].rank)
const BITS_OFF = TOKEN_AGREEMENTS.toSorted((a, b) => AGREEMENT[a].rank - AGREEMENT[b].rank).map(
  (agreement) => AGREEMENT[agreement].bitsOff,
)
const EXACT = AGREEMENT.exact.rank
const VARIANT = AGREEMENT.variant.rank
const PREFIX = AGREEMENT.prefix.rank
const INITIAL = AGREEMENT.initial.rank
const SEPARATED = AGREEMENT.separated.rank
const DIFFERENT = AGREEMENT.different.rank

/** A first letter is shared by about one name in sixteen. */
const INITIAL_BITS = 4
/** Each token that one side lacks could have stood in another place: it gives chance one more way. */
const MISSING_TOKEN_BITS = 1
/** Name parts go together (MUHAMMAD with RIZKI), so their rarities add up to less than their sum. */
const DEPENDENCE = 0.9
const MOST_TOKENS = 8

/** Where the tokens of two names stand, the shorter first. */
interface Spans {
  readonly startA: number
  readonly countA: number
  readonly startB: number
  readonly countB: number
}

/**
 * Person name against person name, token by token: each token of the shorter is paired with the best unpaired token of
 * the other. The chance of the agreement follows from the rarity of the tokens agreed on, so that BUDIMAN weighs less
 * than DJOEWARIAH. `separated`: what is left over are two names told apart by a sex-bearing ending or the like.
 */
export class PersonNameComparator implements Comparator {
  readonly levels = NAME_LEVELS
  chanceBits = 0
  readonly #name: TokensColumn
  readonly #bits: Float32Array
  readonly #agreement: PairMemo
  readonly #vocabulary: Vocabulary
  readonly #pairedB = new Uint8Array(MOST_TOKENS)
  #worst = EXACT
  #agreedBits = 0
  #paired = 0
  #inOrder = true
  readonly #leftA: number[] = []
  readonly #leftB: number[] = []

  /** `bits[id]` is the rarity of the token with this id: -log2 of its share among the tokens of names. */
  constructor(name: TokensColumn, vocabulary: Vocabulary, bits: Float32Array) {
    this.#name = name
    this.#bits = bits
    this.#agreement = new PairMemo(
      (a, b) => RANKS[TOKEN_AGREEMENTS.indexOf(agreeTokens(vocabulary.text(a), vocabulary.text(b)))] ?? DIFFERENT,
    )
    this.#vocabulary = vocabulary
  }

  compare(i: number, j: number): number {
    const { offsets } = this.#name
    const startA = offsets[i] ?? 0
    const startB = offsets[j] ?? 0
    const countA = Math.min((offsets[i + 1] ?? 0) - startA, MOST_TOKENS)
    const countB = Math.min((offsets[j + 1] ?? 0) - startB, MOST_TOKENS)
    if (countA === 0 || countB === 0) return MISSING
    // Symmetry: the side with fewer tokens leads; among equals the one that comes first in the alphabet.
    const aLeads = countA !== countB ? countA < countB : this.#leads(startA, startB, countA)
    if (aLeads) this.#pair(startA, countA, startB, countB)
    else this.#pair(startB, countB, startA, countA)
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

  /** Pairs the tokens best agreements first: ranks in turn, so that an exact pair is never broken by an initial. */
  #pair(startA: number, countA: number, startB: number, countB: number): void {
    const { tokens } = this.#name
    this.#reset(countB)
    let openA = 0
    for (let a = 0; a < countA; a += 1) {
      const same = tokens[startA + a] === tokens[startB + a] ? a : this.#find(tokens[startA + a] ?? 0, startB, countB)
      if (same >= 0 && this.#pairedB[same] === 0) this.#accept(a, same, EXACT, tokens[startA + a] ?? 0)
      else openA |= 1 << a
    }
    for (let rank = VARIANT; rank <= INITIAL; rank += 1) {
      // A name written together begins with its first part, so this comes before prefixes and initials are paired.
      if (rank === PREFIX && this.#isWrittenTogether(openA, { startA, countA, startB, countB })) return
      if (openA !== 0) openA = this.#pairAtRank(rank, openA, { startA, countA, startB, countB })
    }
    this.#collectLeft(openA, { startA, countA, startB, countB })
  }

  #collectLeft(openA: number, { startA, countA, startB, countB }: Spans): void {
    const { tokens } = this.#name
    this.#leftA.length = 0
    this.#leftB.length = 0
    for (let a = 0; a < countA; a += 1) if ((openA >> a) & 1) this.#leftA.push(tokens[startA + a] ?? 0)
    for (let b = 0; b < countB; b += 1) if (this.#pairedB[b] === 0) this.#leftB.push(tokens[startB + b] ?? 0)
  }

  #reset(countB: number): void {
    this.#worst = EXACT
    this.#agreedBits = 0
    this.#paired = 0
    this.#inOrder = true
    this.#leftA.length = 0
    this.#leftB.length = 0
    for (let b = 0; b < countB; b += 1) this.#pairedB[b] = 0
  }

  #find(token: number, startB: number, countB: number): number {
    for (let b = 0; b < countB; b += 1) {
      if (this.#pairedB[b] === 0 && this.#name.tokens[startB + b] === token) return b
    }
    return -1
  }

  #pairAtRank(rank: number, openA: number, { startA, countA, startB, countB }: Spans): number {
    const { tokens } = this.#name
    let open = openA
    for (let a = 0; a < countA; a += 1) {
      if (((open >> a) & 1) === 0) continue
      const left = tokens[startA + a] ?? 0
      for (let b = 0; b < countB; b += 1) {
        if (this.#pairedB[b] !== 0) continue
        const right = tokens[startB + b] ?? 0
        if (this.#agreement.of(left, right) !== rank) continue
        this.#accept(a, b, rank, (this.#bits[left] ?? 0) < (this.#bits[right] ?? 0) ? left : right)
        open &= ~(1 << a)
        break
      }
    }
    return open
  }

  #accept(a: number, b: number, rank: number, token: number): void {
    this.#pairedB[b] = 1
    this.#paired += 1
    if (rank > this.#worst) this.#worst = rank
    if (a !== b) this.#inOrder = false
    const bits = rank === INITIAL ? INITIAL_BITS : (this.#bits[token] ?? 0) - (BITS_OFF[rank] ?? 0)
    this.#agreedBits += Math.max(0, bits)
  }

  /** NUR HAYATI and NURHAYATI, ROHMAH and ROH MAH: are the rests one name, written together on one side? */
  #isWrittenTogether(openA: number, spans: Spans): boolean {
    this.#collectLeft(openA, spans)
    if (this.#leftA.length === 0 || this.#leftB.length === 0 || this.#leftA.length + this.#leftB.length < 3)
      return false
    const agreement = agreeTokens(this.#join(this.#leftA), this.#join(this.#leftB))
    const { rank, bitsOff } = AGREEMENT[agreement]
    if (rank > AGREEMENT.typo.rank) return false
    this.#worst = Math.max(this.#worst, rank, VARIANT)
    this.#agreedBits += Math.max(0, Math.max(this.#rarest(this.#leftA), this.#rarest(this.#leftB)) - bitsOff)
    this.#paired += 1
    this.#leftA.length = 0
    this.#leftB.length = 0
    return true
  }

  #rarest(ids: readonly number[]): number {
    return ids.reduce((rarest, id) => Math.max(rarest, this.#bits[id] ?? 0), 0)
  }

  #join(ids: readonly number[]): string {
    return ids.map((id) => this.#vocabulary.text(id)).join('')
  }

  #level(): number {
    const leftA = this.#leftA.length
    const leftB = this.#leftB.length
    this.chanceBits = Math.max(0, this.#agreedBits * DEPENDENCE - MISSING_TOKEN_BITS * (leftA + leftB))
    if (leftA === 0 && leftB === 0) return this.#levelOfWhole()
    if (this.#hasSeparatedRest()) return this.#contradiction(LEVEL.separated)
    if (this.#paired === 0) return this.#contradiction(LEVEL.different)
    if (leftA > 0) return LEVEL.partial
    return this.#worst <= VARIANT ? LEVEL.missing_token : LEVEL.missing_token_variant
  }

  /** A contradiction's chance is the model's u for the level, whatever was agreed on besides. */
  #contradiction(level: number): number {
    this.chanceBits = -1
    return level
  }

  #levelOfWhole(): number {
    if (this.#worst === EXACT) return this.#inOrder ? LEVEL.exact : LEVEL.reordered
    if (this.#worst === VARIANT) return LEVEL.variant
    return this.#worst === INITIAL || this.#worst === PREFIX ? LEVEL.initial : LEVEL.typo
  }

  #hasSeparatedRest(): boolean {
    return this.#leftA.some((a) => this.#leftB.some((b) => this.#agreement.of(a, b) === SEPARATED))
  }
}
