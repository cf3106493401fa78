import { agreeSpelled, TOKEN_AGREEMENTS, type TokenAgreement } from '../../identity/names/token-agreement.js'
import { mayAgree, spellToken, type SpelledToken } from '../../identity/names/spelled-token.js'
import { outlineOf, type Outline } from '../../identity/names/written-together.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { PairMemo } from './pair-memo.js'

/** How good a match an agreement is, best first. */
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
 * Ranks of agreement between the terms of a vocabulary by their ids. Of each term the spellings are worked out once;
 * most pairs are then told apart by their letters, and only the others are looked up: a look-up is a miss of the
 * processor's cache.
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

  /** The agreement of two texts, each of the letters of some terms written together. */
  agreeTogether(a: string, b: string): TokenAgreement {
    if (a === b) return 'exact'
    if (a.length < 2 || b.length < 2) return 'different'
    return agreeSpelled(this.#spellTogether(a), this.#spellTogether(b))
  }

  /** A record is compared with many others in a row, so that the same text comes again and again. */
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
