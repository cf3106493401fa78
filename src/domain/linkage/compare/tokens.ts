import type { TokensColumn } from '../columns.js'
import type { Vocabulary } from '../vocabulary.js'
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
 * Free text against free text (addresses, titles): the share of letters that stand in tokens with a like on the other
 * side, whatever their order. `nearly`: all tokens have a like; texts equal but for their spaces count as that.
 */
export function tokensComparator(column: TokensColumn, vocabulary: Vocabulary): Comparator {
  const { offsets, tokens } = column
  const memo = new PairMemo((a, b) => similarityLevel(vocabulary.text(a), vocabulary.text(b)))
  const isLike = (a: number, b: number): boolean => {
    if (a === b) return true
    const level = memo.of(a, b)
    return level === SIMILARITY.one_edit || level === SIMILARITY.two_edits
  }
  const slice = (row: number): Uint32Array => {
    const start = offsets[row] ?? 0
    return tokens.subarray(start, Math.min(offsets[row + 1] ?? 0, start + MOST_TOKENS))
  }
  return {
    levels: TOKENS_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      const a = slice(i)
      const b = slice(j)
      if (a.length === 0 || b.length === 0) return MISSING
      if (isEqual(a, b)) return LEVEL.equal
      return levelOfShare(sharedLetters(a, b, vocabulary, isLike), a, b, vocabulary)
    },
  }
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((token, place) => token === b[place])
}

function levelOfShare(shared: number, a: Uint32Array, b: Uint32Array, vocabulary: Vocabulary): number {
  const share = shared / Math.max(letters(a, vocabulary), letters(b, vocabulary))
  if (share >= 1 || joined(a, vocabulary) === joined(b, vocabulary)) return LEVEL.nearly
  if (share >= MOST) return LEVEL.most
  if (share >= HALF) return LEVEL.half
  return share > 0 ? LEVEL.some : LEVEL.none
}

function letters(ids: Uint32Array, vocabulary: Vocabulary): number {
  return ids.reduce((sum, id) => sum + vocabulary.text(id).length, 0)
}

function joined(ids: Uint32Array, vocabulary: Vocabulary): string {
  return Array.from(ids, (id) => vocabulary.text(id)).join('')
}

/** Letters of the tokens of `a` that have a like in `b`, each token of `b` used once; the longer of two likes counts. */
function sharedLetters(
  a: Uint32Array,
  b: Uint32Array,
  vocabulary: Vocabulary,
  isLike: (a: number, b: number) => boolean,
): number {
  let used = 0
  let shared = 0
  for (const left of a) {
    const at = b.findIndex((right, place) => ((used >> place) & 1) === 0 && isLike(left, right))
    if (at < 0) continue
    used |= 1 << at
    shared += Math.max(vocabulary.text(left).length, vocabulary.text(b[at] ?? 0).length)
  }
  return shared
}
