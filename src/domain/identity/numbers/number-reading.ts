import { isBlankValue } from '../blank-value.js'
import {
  hasLongSameDigitRun,
  isPlaceholderNumber,
  isSixteenDigits,
  REGISTRATION_NUMBER_LENGTH,
} from './registration-number.js'

/** The digits of a cell after cleaning, and the form in which they were written. */
export interface NumberReading {
  digits: string
  /** `mended`: letters were read as the digits that they look like, which counts only if the number stands the checks. */
  form: 'plain' | 'blank' | 'mended' | 'foreign_characters' | 'scientific'
}

const BLANK: NumberReading = Object.freeze({ digits: '', form: 'blank' })
const SCIENTIFIC = /^([1-9])(?:[.,](\d+))?E\+?(\d{1,2})$/i
const FLOAT_SUFFIX = /[.,]0{1,2}$/
const DECORATION = /[\s\p{Cf}\p{Pd}.,'"=_`´‘’‚‛“”„ʹʻʼ′]+/gu
const DIGITS_ONLY = /^\d+$/
const NON_DIGITS = /\D+/g
/** With fewer digits, O and I are letters of a word, not typing errors for 0 and 1. */
const FEWEST_DIGITS_AMONG_LETTERS = 10
/** Fewer digits than the area code carry no information about the person. */
const FEWEST_TELLING_DIGITS = 6
/** The longest cell in which a number is looked for among words. */
const LONGEST_CELL = 100
const DIGIT = /\d/
const LETTER = /\p{L}/u
const WORD = /[^\s()[\]{}/:;]+/g
/** A label typed onto the number: `NIK1606...`, `No.KTP.1606...`. */
const GLUED_LABEL = /^(?:(?:NIK|NKK|KK|E-?KTP|KTP|NOMOR|NOMER|NO)[.,=-]*)+(?=\w)/i
/** The label whose letters all look like digits. */
const ID = /^ID\.?$/i
/** The digits that letters look like; a small b or g looks like another digit than its capital. */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '0': 'OoQD',
    '1': 'IiLl|!',
    '2': 'Zz',
    '4': 'A',
    '5': 'Ss',
    '6': 'Gb',
    '8': 'B',
    '9': 'gq',
  }).flatMap(([digit, letters]) => Array.from(letters, (letter): [string, string] => [letter, digit])),
)

/**
 * Returns the digits of a NIK or KK cell without the additions of spreadsheets and typists: apostrophes, spaces, dots,
 * dashes, `.0`, words before and after (`NIK: ...`, `... (e-KTP)`), letters for digits. For `3.17508E+15` it returns the
 * remaining significant digits.
 */
export function readRegistrationNumber(original: string): NumberReading {
  const text = original.normalize('NFKC')
  const scientific = SCIENTIFIC.exec(text.replace(/[\s'"=]+/g, ''))
  if (scientific !== null) return readScientific(scientific)
  const compact = compacted(text)
  if (isBlankValue(text)) return BLANK
  if (DIGITS_ONLY.test(compact)) return plain(compact)
  return readAmongLetters(text, compact)
}

function compacted(text: string): string {
  return text.trim().replace(FLOAT_SUFFIX, '').replace(DECORATION, '')
}

function plain(digits: string): NumberReading {
  return digits === '0' ? BLANK : { digits, form: 'plain' }
}

/** If the mantissa holds every digit (as other programs write integers), nothing is lost. */
function readScientific(match: RegExpExecArray): NumberReading {
  const mantissa = (match[1] ?? '') + (match[2] ?? '')
  const length = Number(match[3]) + 1
  if (mantissa.length >= length) return plain(mantissa.slice(0, length))
  return { digits: mantissa, form: 'scientific' }
}

function readAmongLetters(text: string, compact: string): NumberReading {
  const digits = compact.replace(NON_DIGITS, '')
  if (digits === '' || digits === '0') return BLANK
  if (digits.length < FEWEST_DIGITS_AMONG_LETTERS) return { digits, form: 'foreign_characters' }
  const number = text.length > LONGEST_CELL ? compact : numberAmongWords(text)
  if (DIGITS_ONLY.test(number)) return plain(number)
  // O and I are the digits whatever the number is; other letters only if the number stands the checks.
  const sure = number.replace(/o/gi, '0').replace(/[il|]/gi, '1')
  if (DIGITS_ONLY.test(sure)) return plain(sure)
  const mended = readLookAlikes(number)
  if (DIGITS_ONLY.test(mended)) return { digits: mended, form: 'mended' }
  return { digits: sure.replace(NON_DIGITS, ''), form: 'foreign_characters' }
}

/**
 * Returns the number in a text of words: the only word of sixteen digits, else all words with a digit. If these are too
 * short, words of look-alike letters belong to it (`3275 0123 0485 OOO7`).
 */
function numberAmongWords(text: string): string {
  const words = (text.match(WORD) ?? []).map((word) => word.replace(GLUED_LABEL, ''))
  const [whole, another] = words.map(compacted).filter((word) => isSixteenDigits(readLookAlikes(word)))
  if (whole !== undefined && another === undefined) return whole
  const number = compacted(words.filter((word) => DIGIT.test(word) || !LETTER.test(word)).join(' '))
  if (number.length >= REGISTRATION_NUMBER_LENGTH) return number
  return compacted(words.filter((word) => DIGIT.test(word) || !LETTER.test(word) || isOfLookAlikes(word)).join(' '))
}

function isOfLookAlikes(word: string): boolean {
  return !ID.test(word) && DIGITS_ONLY.test(readLookAlikes(word))
}

function readLookAlikes(text: string): string {
  return Array.from(text, (letter) => LOOKS_LIKE.get(letter) ?? letter).join('')
}

/** Defects of a number that is not 16 plain digits. */
export type Irregularity = 'LENGTH' | 'NONDIGIT' | 'SCI_NOTATION' | 'PLACEHOLDER'

/** Returns the defects of such a number; `PLACEHOLDER` if it carries no information about the person. */
export function irregularitiesOf(reading: NumberReading): Irregularity[] {
  const { digits, form } = reading
  const found: Irregularity[] = []
  if (form === 'foreign_characters' || form === 'mended') found.push('NONDIGIT')
  if (form === 'scientific') found.push('SCI_NOTATION')
  else if (digits.length !== REGISTRATION_NUMBER_LENGTH) found.push('LENGTH')
  const isTelling = form === 'scientific' || digits.length >= FEWEST_TELLING_DIGITS
  if (!isTelling || isPlaceholderNumber(digits) || hasLongSameDigitRun(digits)) found.push('PLACEHOLDER')
  return found
}
