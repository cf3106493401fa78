import { distance } from 'fastest-levenshtein'
import { isSeparated } from './name-separation.js'
import { firstDifference, isTransposed } from '../numbers/slip.js'
import { haveOneReading, spellToken, type SpelledToken } from './spelled-token.js'

/** How two tokens of two names agree, from equal letters to different names. */
export type TokenAgreement = 'exact' | 'variant' | 'typo' | 'initial' | 'prefix' | 'separated' | 'different'

/** All agreements in a fixed order, so that an index can stand for one. */
export const TOKEN_AGREEMENTS: readonly TokenAgreement[] = [
  'exact',
  'variant',
  'typo',
  'initial',
  'prefix',
  'separated',
  'different',
]

/** In shorter tokens one edit makes another name (Rina/Rita, Toni/Doni) more often than a typing error. */
const SHORTEST_TYPO = 5
const SHORTEST_FREE_SLIP = 7
const SHORTEST_DOUBLE_TYPO = 8
const SHORTEST_PREFIX = 3

/**
 * Returns how two upper-case A-Z tokens agree; symmetric. `separated` means names with similar letters that are
 * different by the facts of Indonesian naming (Putra/Putri, Amin/Aminah, Saputra/Saputro).
 */
export function agreeTokens(a: string, b: string): TokenAgreement {
  if (a === b) return 'exact'
  if (a === '' || b === '') return 'different'
  if (a.length === 1 || b.length === 1) return a.startsWith(b) || b.startsWith(a) ? 'initial' : 'different'
  return agreeSpelled(spellToken(a), spellToken(b))
}

/** Like `agreeTokens`, for two different tokens of two letters or more with known spellings. */
export function agreeSpelled(a: SpelledToken, b: SpelledToken): TokenAgreement {
  const aIsShort = a.text.length < b.text.length || (a.text.length === b.text.length && a.text < b.text)
  const [short, long] = aIsShort ? [a, b] : [b, a]
  if (isSeparated(short, long)) return 'separated'
  if (short.form === long.form || isOtherReading(short, long)) return 'variant'
  if (isTypo(short.text, long.text) || isTypo(short.form, long.form) || isByEar(short, long)) return 'typo'
  return isPrefix(short.text, long.text) || isPrefix(short.form, long.form) ? 'prefix' : 'different'
}

/** Neighbouring letters on a QWERTY keyboard, and E and I, which are often confused. */
const KEYS_BESIDE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ Q: 'WA', W: 'QESA', E: 'WRDSI', R: 'ETFD', T: 'RYGF', Y: 'TUHG', U: 'YIJH', I: 'UOKJE', O: 'IPLK', P: 'OL' },
    ...{
      A: 'QWSZ',
      S: 'AWEDXZ',
      D: 'SERFCX',
      F: 'DRTGVC',
      G: 'FTYHBV',
      H: 'GYUJNB',
      J: 'HUIKMN',
      K: 'JIOLM',
      L: 'KOP',
    },
    ...{ Z: 'ASX', X: 'ZSDC', C: 'XDFV', V: 'CFGB', B: 'VGHN', N: 'BHJM', M: 'NJK' },
  }),
)

/**
 * Letters with two readings: Z is pronounced J in Sundanese and S in Javanese, CH is Arabic or an old C, J is an old Y.
 */
function isOtherReading(a: SpelledToken, b: SpelledToken): boolean {
  return equalWhen(a.form, b.form, 'Z', 'J') || equalWhen(a.form, b.form, 'Z', 'S') || haveOneReading(a, b)
}

function equalWhen(a: string, b: string, letter: string, reading: string): boolean {
  return a.length === b.length && a.replaceAll(letter, reading) === b.replaceAll(letter, reading)
}

/**
 * O and U are one vowel to the ear (Rofiq/Rufiq, Wibowo/Wibuwo), as where a list is written by dictation. Most names
 * that differ in it alone are one name, but not all (Norman/Nurman), and short ones are others (Tono/Tuno).
 */
function isByEar(a: SpelledToken, b: SpelledToken): boolean {
  if (Math.min(a.text.length, b.text.length) < SHORTEST_TYPO) return false
  return equalWhen(a.text, b.text, 'O', 'U') || equalWhen(a.form, b.form, 'O', 'U')
}

function isTypo(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length)
  if (Math.abs(a.length - b.length) > 2 || length < SHORTEST_TYPO - 1) return false
  if (isTransposed(a, b) || isHDropped(a, b)) return true
  if (a.length === b.length && isSubstituted(a, b)) return length >= SHORTEST_TYPO && isLikelySlip(a, b)
  // An added first letter makes another short name (Andi/Randi).
  if (length <= SHORTEST_TYPO && a.charCodeAt(0) !== b.charCodeAt(0)) return false
  const edits = distance(a, b)
  return edits === 1 || (edits === 2 && length >= SHORTEST_DOUBLE_TYPO && isSameAtEdges(a, b))
}

/** Whether two tokens of equal length differ in one position. */
function isSubstituted(a: string, b: string): boolean {
  const at = firstDifference(a, b)
  return a.slice(at + 1) === b.slice(at + 1)
}

/**
 * Whether a changed letter is a typing error. Yasin/Yamin, Khalid/Khalil and Sartika/Kartika are all names, so in short
 * names and in the first position only neighbouring keys count.
 */
function isLikelySlip(a: string, b: string): boolean {
  const at = firstDifference(a, b)
  if (at > 0 && a.length >= SHORTEST_FREE_SLIP) return true
  return KEYS_BESIDE.get(a.charAt(at))?.includes(b.charAt(at)) ?? false
}

/** Two errors at the edges of a name make another name (Sahrudin/Wahyudin, Supriadi/Sutriani). */
function isSameAtEdges(a: string, b: string): boolean {
  return a.charCodeAt(0) === b.charCodeAt(0) && a.slice(-2) === b.slice(-2)
}

/** South Sumatran speech drops a first H (Hayati/Ayati); in short names that makes another one (Hadi/Adi). */
function isHDropped(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.length >= 6 && long === `H${short}`
}

function isPrefix(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= SHORTEST_PREFIX && long.startsWith(short)
}
