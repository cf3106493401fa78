import { distance } from 'fastest-levenshtein'
import { isSeparated } from './name-separation.js'
import { spellingForm } from './spelling-form.js'

/** How two tokens of two names agree, from the same letters down to two different names. */
export type TokenAgreement = 'exact' | 'variant' | 'typo' | 'initial' | 'prefix' | 'separated' | 'different'

/** Every agreement in a fixed order, so that its index can stand for it in storage. */
export const TOKEN_AGREEMENTS: readonly TokenAgreement[] = [
  'exact',
  'variant',
  'typo',
  'initial',
  'prefix',
  'separated',
  'different',
]

/** Below this length, one edit makes another name (Rina/Rita, Toni/Doni) more often than a slip of the keyboard. */
const SHORTEST_TYPO = 5
const SHORTEST_DOUBLE_TYPO = 8
const SHORTEST_PREFIX = 3

/**
 * How two upper-case A-Z surface tokens agree; symmetric. `separated` are two names near in letters that the facts of
 * Indonesian naming hold apart (Putra/Putri, Amin/Aminah, Saputra/Saputro).
 */
export function agreeTokens(a: string, b: string): TokenAgreement {
  if (a === b) return 'exact'
  if (a === '' || b === '') return 'different'
  const [short, long] = a.length < b.length || (a.length === b.length && a < b) ? [a, b] : [b, a]
  if (short.length === 1) return long.startsWith(short) ? 'initial' : 'different'
  const shortForm = spellingForm(short)
  const longForm = spellingForm(long)
  if (isSeparated(short, long, shortForm, longForm)) return 'separated'
  if (shortForm === longForm || isOtherReading(short, long, shortForm, longForm)) return 'variant'
  if (isTypo(short, long) || isTypo(shortForm, longForm)) return 'typo'
  return isPrefix(short, long) || isPrefix(shortForm, longForm) ? 'prefix' : 'different'
}

const OLD_CH = /CH/
const OLD_J = /(?<![DT])J/

/** Letters with two readings: Z is J to Sundanese tongues and S to Javanese ones, CH Arabic or an old C, J an old Y. */
function isOtherReading(short: string, long: string, shortForm: string, longForm: string): boolean {
  return (
    equalWhen(shortForm, longForm, 'Z', 'J') ||
    equalWhen(shortForm, longForm, 'Z', 'S') ||
    isRespelt(short, long, OLD_CH, 'C') ||
    isRespelt(short, long, OLD_J, 'Y')
  )
}

function equalWhen(a: string, b: string, letter: string, reading: string): boolean {
  return a.length === b.length && a.replaceAll(letter, reading) === b.replaceAll(letter, reading)
}

/** Whether the letters, read in the other way in one token or both, give one form. */
function isRespelt(a: string, b: string, letters: RegExp, reading: string): boolean {
  const [inA, inB] = [letters.test(a), letters.test(b)]
  if (!inA && !inB) return false
  const formA = spellingForm(inA ? a.replace(letters, reading) : a)
  const formB = spellingForm(inB ? b.replace(letters, reading) : b)
  return formA === formB || (inA && inB && (formA === spellingForm(b) || formB === spellingForm(a)))
}

function isTypo(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length)
  if (Math.abs(a.length - b.length) > 2 || length < SHORTEST_TYPO - 1) return false
  if (isTransposed(a, b) || isHDropped(a, b)) return true
  // Slips seldom hit the first letter, whereas Randi, Sandi and Dandi are three names.
  if (length <= SHORTEST_TYPO && a.charCodeAt(0) !== b.charCodeAt(0)) return false
  if (length < SHORTEST_TYPO && a.length === b.length) return false
  const edits = distance(a, b)
  return edits === 1 || (edits === 2 && length >= SHORTEST_DOUBLE_TYPO && isSameAtEdges(a, b))
}

/** Two slips at the edges of a name make another name (Sahrudin/Wahyudin, Supriadi/Sutriani). */
function isSameAtEdges(a: string, b: string): boolean {
  return a.charCodeAt(0) === b.charCodeAt(0) && a.slice(-2) === b.slice(-2)
}

/** South Sumatran speech drops a first H (Hayati/Ayati); in short names that makes another one (Hadi/Adi). */
function isHDropped(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.length >= 6 && long === `H${short}`
}

/** Whether b is a with two neighbouring letters swapped, the commonest slip of the keyboard. */
function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at + 1 < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

function isPrefix(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= SHORTEST_PREFIX && long.startsWith(short)
}
