import { letterBits, lettersWithin } from './letters.js'

/**
 * What is known about the spellings of joined words without joining them, as bit sets: possible first letters, possible
 * last letters, and all letters.
 */
export interface Outline {
  heads: number
  tails: number
  letters: number
}

/** Possible readings of the first letter of a word; letters not listed have only their own. */
const HEADS = readings(
  { A: 'AE', C: 'CKH', D: 'DJZS', F: 'FP', J: 'JYI', K: 'KH', O: 'OU', Q: 'QK' },
  { T: 'TCSKH', V: 'VP', X: 'XK', Y: 'YI', Z: 'ZJS' },
)

/** Possible readings of the last letter. */
const TAILS = readings(
  { B: 'BP', C: 'CK', D: 'DT', E: 'EIU', F: 'FP', I: 'IE', J: 'JYICKS', O: 'OU', Q: 'QK' },
  { V: 'VP', W: 'WU', X: 'XS', Y: 'YEIS', Z: 'ZJS' },
)

function readings(...byLetter: readonly Readonly<Record<string, string>>[]): ReadonlyMap<string, number> {
  return new Map(byLetter.flatMap((part) => Object.entries(part).map(([letter, set]) => [letter, letterBits(set)])))
}

const ANY_LETTER = -1
const H_BEHIND_VOWEL = letterBits('AEIOUH')

/** Returns the outline of one word. */
export function outlineOf(word: string): Outline {
  return { heads: headsOf(word), tails: tailsOf(word), letters: letterBits(word) }
}

/** D, T and K change only together with certain following letters. */
function headsOf(word: string): number {
  const head = word.charAt(0)
  const isItself = /^(?:[DT][^HJSZ]|K[^H])/.test(word)
  return (isItself ? undefined : HEADS.get(head)) ?? letterBits(head)
}

function tailsOf(word: string): number {
  const tail = word.slice(-1)
  // An H after a vowel is dropped; combinations such as KH and SH keep the letter before it.
  if (tail === 'H') return /[AEIOU]H$/.test(word) ? H_BEHIND_VOWEL : ANY_LETTER
  return TAILS.get(tail) ?? letterBits(tail)
}

/**
 * False only if the two texts, each of one word or more written together, are neither one name nor up to two typing
 * errors apart. A differing edge uses up one error; two errors keep both edges. Lets one pair in six through.
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

/** Returns the consonants that every spelling keeps, with one bit for consonants that are spelt for one another. */
function consonantsOf(letters: number): number {
  let bits = letters & AS_THEY_ARE
  if (letters & LIPS) bits |= P
  if (letters & THROAT) bits |= K
  if (letters & TEETH) bits |= T
  return bits
}

const [HAS_J, HAS_Z, HAS_X, HAS_H] = [letterBits('J'), letterBits('Z'), letterBits('X'), letterBits('H')]
const DLO = letterBits('DLO')

/**
 * Returns the consonants that a spelling may drop or add beside another letter: TJ is C, TSY and X have an S, KH is H,
 * DLO is DO.
 */
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
