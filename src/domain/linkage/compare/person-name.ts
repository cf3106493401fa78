import type { AreaColumn, TokenLists, TokensColumn } from '../features/columns.js'
import type { Rarities } from '../features/term-features.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'
import { NamePairing } from './name-pairing.js'
import { RANK } from './token-ranks.js'

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
  'alias',
] as const
const LEVEL = levelNumbers(NAME_LEVELS)

/** Each unmatched token could have been in another position, which gives chance one more way to agree. */
const MISSING_TOKEN_BITS = 1
/** Each of two names could have agreed with each of the other's. */
const ALIAS_BITS = 1
/** Parts of a name occur together (MUHAMMAD with RIZKI), so their rarities add up to less than their sum. */
const DEPENDENCE = 0.9
/**
 * -log2 of the chance that two persons of one regency share a name of none, one, two or three words by local custom:
 * clans, families that repeat a name, fashions. A name that the nation hardly knows is common where its clan lives.
 */
const BITS_OF_CUSTOM = [0, 8.5, 10.5, 13] as const

export interface NameColumns {
  readonly name: TokensColumn
  /** Where the persons live; without it a name is as rare everywhere as in the nation. */
  readonly area?: AreaColumn | undefined
}

/**
 * Compares person names token by token. The chance of the agreement follows from the rarity of the agreed tokens, so
 * BUDIMAN weighs less than DJOEWARIAH, and from local custom. `separated`: the remaining tokens are two different names,
 * for example by an ending that shows the sex. `alias`: one record gives a second name, which agrees with a name of the
 * other.
 */
export class PersonNameComparator implements Comparator {
  readonly levels = NAME_LEVELS
  chanceBits = 0
  readonly #name: TokensColumn
  readonly #area: AreaColumn | undefined
  readonly #pairing: NamePairing

  constructor({ name, area }: NameColumns, vocabulary: Vocabulary, rarities: Rarities) {
    this.#name = name
    this.#area = area
    this.#pairing = new NamePairing(vocabulary, rarities)
  }

  compare(i: number, j: number): number {
    const { aliases } = this.#name
    const level = this.#compareNames(this.#name, i, this.#name, j)
    if (aliases === undefined || level === MISSING || level <= LEVEL.reordered) return level
    return hasName(aliases, i) || hasName(aliases, j) ? this.#compareAliases(aliases, { i, j, level }) : level
  }

  /** Returns `alias` if an alias of one record agrees with a name of the other; the rarest such agreement counts. */
  #compareAliases(aliases: TokenLists, { i, j, level }: { i: number; j: number; level: number }): number {
    const { chanceBits } = this
    const name = this.#name
    const rarest = Math.max(
      this.#bitsIfAgreed(aliases, i, name, j),
      this.#bitsIfAgreed(name, i, aliases, j),
      this.#bitsIfAgreed(aliases, i, aliases, j),
    )
    this.chanceBits = rarest < 0 ? chanceBits : Math.max(0, rarest - ALIAS_BITS)
    return rarest < 0 ? level : LEVEL.alias
  }

  /** Returns the bits of the agreement of two names; -1 if they do not agree. */
  #bitsIfAgreed(listOfI: TokenLists, i: number, listOfJ: TokenLists, j: number): number {
    return isAgreed(this.#compareNames(listOfI, i, listOfJ, j)) ? this.chanceBits : -1
  }

  #compareNames(listOfI: TokenLists, i: number, listOfJ: TokenLists, j: number): number {
    const pairing = this.#pairing
    if (!pairing.pair(listOfI, i, listOfJ, j)) return MISSING
    const { missing, paired } = pairing
    const bits = pairing.agreedBits * DEPENDENCE
    this.chanceBits = Math.max(0, this.#withCustom(bits, i, j) - MISSING_TOKEN_BITS * missing)
    if (missing === 0) return levelOfWhole(pairing)
    if (pairing.hasSeparatedRest) return this.#contradiction(LEVEL.separated)
    if (paired === 0) return this.#contradiction(LEVEL.different)
    if (pairing.isShorterOpen) return LEVEL.partial
    return pairing.worst <= RANK.variant ? LEVEL.missing_token : LEVEL.missing_token_variant
  }

  /**
   * Returns the bits of an agreement: within one regency the chance that both names follow one local custom is added to
   * the chance that strangers agree.
   */
  #withCustom(bits: number, i: number, j: number): number {
    const regency = this.#area?.regency[i] ?? 0
    if (regency === 0 || regency !== this.#area?.regency[j]) return bits
    const custom = BITS_OF_CUSTOM[Math.min(this.#pairing.paired, BITS_OF_CUSTOM.length - 1)] ?? 0
    return -Math.log2(2 ** -bits + 2 ** -custom)
  }

  /** The chance of a contradiction is the model's u for the level, whatever else agreed. */
  #contradiction(level: number): number {
    this.chanceBits = CHANCE_OF_LEVEL
    return level
  }
}

function levelOfWhole({ worst, inOrder }: NamePairing): number {
  if (worst === RANK.exact) return inOrder ? LEVEL.exact : LEVEL.reordered
  if (worst === RANK.variant) return LEVEL.variant
  return worst === RANK.initial || worst === RANK.prefix ? LEVEL.initial : LEVEL.typo
}

function isAgreed(level: number): boolean {
  return level !== MISSING && (level <= LEVEL.typo || level === LEVEL.missing_token)
}

function hasName({ offsets }: TokenLists, row: number): boolean {
  return offsets[row] !== offsets[row + 1]
}
