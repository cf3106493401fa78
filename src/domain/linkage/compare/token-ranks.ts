import { agreeSpelled, TOKEN_AGREEMENTS, type TokenAgreement } from '../../identity/names/token-agreement.js'
import { mayAgree, spellToken, type SpelledToken } from '../../identity/names/spelled-token.js'
import { outlineOf, type Outline } from '../../identity/names/written-together.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { PairMemo } from './pair-memo.js'

/** Rank of each kind of agreement, best first. */
export const RANK: Readonly<Record<TokenAgreement, number>> = {
  exact: 0,
  variant: 1,
  typo: 2,
  prefix: 3,
  initial: 4,
  separated: 5,
  different: 6,
}
const RANKS = Uint8Array.from(TOKEN_AGREEMENTS, (agreement) => RANK[agreement])

const MOST_TOGETHER = 4096

interface Term {
  readonly spelled: SpelledToken
  readonly outline: Outline
}

/**
 * Ranks of agreement between terms of a vocabulary, by id. Spellings are computed once per term. Most pairs are ruled
 * out by their letters; only the others are looked up, because a look-up misses the processor's cache.
 */
export class TokenRanks {
  readonly #vocabulary: Vocabulary
  readonly #terms: (Term | undefined)[] = []
  readonly #near: PairMemo
  readonly #together = new Map<string, SpelledToken>()

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
    this.#near = new PairMemo(
      (a, b) => RANKS[TOKEN_AGREEMENTS.indexOf(agreeSpelled(this.#term(a).spelled, this.#term(b).spelled))] ?? 0,
    )
  }

  of(a: number, b: number): number {
    if (a === b) return RANK.exact
    const left = this.#term(a).spelled
    const right = this.#term(b).spelled
    if (left.text.length < 2 || right.text.length < 2) return rankOfInitial(left.text, right.text)
    return mayAgree(left, right) ? this.#near.of(a, b) : RANK.different
  }

  /** Returns the agreement of two texts, each the joined letters of several terms. */
  agreeTogether(a: string, b: string): TokenAgreement {
    if (a === b) return 'exact'
    if (a.length < 2 || b.length < 2) return 'different'
    return agreeSpelled(this.#spellTogether(a), this.#spellTogether(b))
  }

  /** Cached, because a record is compared with many others in a row and repeats its texts. */
  #spellTogether(text: string): SpelledToken {
    const known = this.#together.get(text)
    if (known !== undefined) return known
    if (this.#together.size >= MOST_TOGETHER) this.#together.clear()
    const spelled = spellToken(text)
    this.#together.set(text, spelled)
    return spelled
  }

  outline(id: number): Outline {
    return this.#term(id).outline
  }

  #term(id: number): Term {
    const known = this.#terms[id]
    if (known !== undefined) return known
    const text = this.#vocabulary.text(id)
    return (this.#terms[id] = { spelled: spellToken(text), outline: outlineOf(text) })
  }
}

function rankOfInitial(a: string, b: string): number {
  return a !== '' && b !== '' && a.charCodeAt(0) === b.charCodeAt(0) ? RANK.initial : RANK.different
}
