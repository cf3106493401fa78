import { isBlankValue } from '../blank-value.js'

/** NIK and KK both have 16 digits: 6 for the area, 6 for a date (DDMMYY), 4 for the serial. */
export const REGISTRATION_NUMBER_LENGTH = 16
/** Positions of the parts of the date, two digits each. */
export const DAY_AT = 6
export const MONTH_AT = 8
export const YEAR_AT = 10
/** A woman's NIK has 40 added to the day of birth. */
export const FEMALE_DAY_OFFSET = 40
/** Serials are issued from 0001. */
export const NEVER_ISSUED_SERIAL = '0000'
/** Fewer digits than the area code carry no information about the person. */
const FEWEST_TELLING_DIGITS = 6

/** The digits of a cell after cleaning, and the form in which they were written. */
export interface NumberReading {
  digits: string
  form: 'plain' | 'blank' | 'foreign_characters' | 'scientific'
}

const BLANK: NumberReading = Object.freeze({ digits: '', form: 'blank' })
const COUNTING = '12345678901234567890'
const SCIENTIFIC = /^([1-9])(?:[.,](\d+))?E\+?(\d{1,2})$/i
const FLOAT_SUFFIX = /[.,]0{1,2}$/
const DECORATION = /[\s\p{Cf}\p{Pd}.,'"=_`´‘’‚‛“”„ʹʻʼ′]+/gu
const DIGITS_ONLY = /^\d+$/
const NON_DIGITS = /\D+/g
const LONG_SAME_DIGIT_RUN = /(\d)\1{6}/
/** With fewer digits, O and I are letters of a word, not typing errors for 0 and 1. */
const FEWEST_DIGITS_AMONG_LETTERS = 10

/** Whether a text is exactly 16 ASCII digits. */
export function isSixteenDigits(text: string): boolean {
  if (text.length !== REGISTRATION_NUMBER_LENGTH) return false
  for (let at = 0; at < REGISTRATION_NUMBER_LENGTH; at++) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** Returns the number in the two digits from `at`. */
export function twoDigitsAt(digits: string, at: number): number {
  return (digits.charCodeAt(at) - 48) * 10 + digits.charCodeAt(at + 1) - 48
}

/**
 * Returns the digits of a NIK or KK cell without the additions of spreadsheets and typists: apostrophes, spaces, dots,
 * dashes, `.0`, letters O and I for 0 and 1. For `3.17508E+15` it returns the remaining significant digits.
 */
export function readRegistrationNumber(original: string): NumberReading {
  const text = original.normalize('NFKC')
  const scientific = SCIENTIFIC.exec(text.replace(/[\s'"=]+/g, ''))
  if (scientific !== null) return readScientific(scientific)
  const compact = text.trim().replace(FLOAT_SUFFIX, '').replace(DECORATION, '')
  if (isBlankValue(text)) return BLANK
  if (DIGITS_ONLY.test(compact)) return plain(compact)
  return readAmongLetters(compact)
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

function readAmongLetters(compact: string): NumberReading {
  const digits = compact.replace(NON_DIGITS, '')
  if (digits === '' || digits === '0') return BLANK
  if (digits.length < FEWEST_DIGITS_AMONG_LETTERS) return { digits, form: 'foreign_characters' }
  const mended = compact.replace(/o/gi, '0').replace(/[il|]/gi, '1')
  if (DIGITS_ONLY.test(mended)) return plain(mended)
  return { digits: mended.replace(NON_DIGITS, ''), form: 'foreign_characters' }
}

/**
 * Whether digits are a filler: one digit repeated, counting up, or seven or more zeros in a row. Six zeros are legal:
 * born in October 2000 and first of the day (..1000 0001).
 */
export function isPlaceholderNumber(digits: string): boolean {
  return digits.includes('0000000') || COUNTING.startsWith(digits) || isOneDigit(digits)
}

function isOneDigit(digits: string): boolean {
  const first = digits.charCodeAt(0)
  for (let at = 1; at < digits.length; at++) if (digits.charCodeAt(at) !== first) return false
  return true
}

/**
 * Whether one digit is repeated seven times in a row, which beside an impossible date shows a filler
 * (1606999999999999).
 */
export function hasLongSameDigitRun(digits: string): boolean {
  return LONG_SAME_DIGIT_RUN.test(digits)
}

/** Defects of a number that is not 16 plain digits. */
export type Irregularity = 'LENGTH' | 'NONDIGIT' | 'SCI_NOTATION' | 'PLACEHOLDER'

/** Returns the defects of such a number; `PLACEHOLDER` if it carries no information about the person. */
export function irregularitiesOf(reading: NumberReading): Irregularity[] {
  const { digits, form } = reading
  const found: Irregularity[] = []
  if (form === 'foreign_characters') found.push('NONDIGIT')
  if (form === 'scientific') found.push('SCI_NOTATION')
  else if (digits.length !== REGISTRATION_NUMBER_LENGTH) found.push('LENGTH')
  const isTelling = form === 'scientific' || digits.length >= FEWEST_TELLING_DIGITS
  if (!isTelling || isPlaceholderNumber(digits) || hasLongSameDigitRun(digits)) found.push('PLACEHOLDER')
  return found
}
