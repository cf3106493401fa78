import { letterBits, lettersWithin } from './letters.js'

/**
 * What can be told of the spellings of some words written together without writing them together: the letters that
 * they may begin with and end with, and all that they are written with, as sets of bits.
 */
export interface Outline {
  heads: number
  tails: number
  letters: number
}

/** What the rules of spelling make of a letter at the head of a word; of a letter not listed, nothing else. */
const HEADS = readings(
  { A: 'AE', C: 'CKH', D: 'DJZS', F: 'FP', J: 'JYI', K: 'KH', O: 'OU', Q: 'QK' },
  { T: 'TCSKH', V: 'VP', X: 'XK', Y: 'YI', Z: 'ZJS' },
)

/** The same at its end. */
const TAILS = readings(
  { B: 'BP', C: 'CK', D: 'DT', E: 'EIU', F: 'FP', I: 'IE', J: 'JYICKS', O: 'OU', Q: 'QK' },
  { V: 'VP', W: 'WU', X: 'XS', Y: 'YEIS', Z: 'ZJS' },
)

function readings(...byLetter: readonly Readonly<Record<string, string>>[]): ReadonlyMap<string, number> {
  return new Map(byLetter.flatMap((part) => Object.entries(part).map(([letter, set]) => [letter, letterBits(set)])))
}

const ANY_LETTER = -1
const H_BEHIND_VOWEL = letterBits('AEIOUH')

/** The outline of one word. */
export function outlineOf(word: string): Outline {
  return { heads: headsOf(word), tails: tailsOf(word), letters: letterBits(word) }
}

/** A stop is read as another consonant only together with the letter behind it, or with what follows a lone one. */
function headsOf(word: string): number {
  const head = word.charAt(0)
  const isItself = /^(?:[DT][^HJSZ]|K[^H])/.test(word)
  return (isItself ? undefined : HEADS.get(head)) ?? letterBits(head)
}

function tailsOf(word: string): number {
  const tail = word.slice(-1)
  // An H falls away behind a vowel; KH, SH and the like leave what was before them.
  if (tail === 'H') return /[AEIOU]H$/.test(word) ? H_BEHIND_VOWEL : ANY_LETTER
  return TAILS.get(tail) ?? letterBits(tail)
}

/**
 * False only where the two, each of one word or more written together, are neither one name nor two slips apart: where
 * an edge differs one slip is spent on it, and two slips spare the edges. Lets one pair in six through.
 */
export function mayBeOneWritten(a: Outline, b: Outline): boolean {
  const edges = ((a.heads & b.heads) !== 0 ? 1 : 0) + ((a.tails & b.tails) !== 0 ? 1 : 0)
  if (edges === 0) return false
  const unsure = unsureOf(a.letters | b.letters)
  return lettersWithin(consonantsOf(a.letters) & ~unsure, consonantsOf(b.letters) & ~unsure, edges)
}

const LIPS = letterBits('BFPV')
const THROAT = letterBits('CKQX')
const TEETH = letterBits('DT')
const [P, K, T, S, L] = [letterBits('P'), letterBits('K'), letterBits('T'), letterBits('S'), letterBits('L')]
const AS_THEY_ARE = letterBits('GLMNRS')

/** The consonants that stay what they are in every spelling: one bit for those that are spelt for one another. */
function consonantsOf(letters: number): number {
  let bits = letters & AS_THEY_ARE
  if (letters & LIPS) bits |= P
  if (letters & THROAT) bits |= K
  if (letters & TEETH) bits |= T
  return bits
}

const [HAS_J, HAS_Z, HAS_X, HAS_H] = [letterBits('J'), letterBits('Z'), letterBits('X'), letterBits('H')]
const DLO = letterBits('DLO')

/** The consonants that may fall away or come in beside another letter: TJ is C, TSY and X have an S, KH is H, DLO is DO. */
function unsureOf(letters: number): number {
  let unsure = 0
  if (letters & HAS_J) unsure |= K | T
  if (letters & HAS_Z) unsure |= S | T
  if (letters & S) unsure |= T
  if (letters & HAS_X) unsure |= S | K
  if (letters & HAS_H) unsure |= K
  if ((letters & DLO) === DLO) unsure |= L
  return unsure
}
