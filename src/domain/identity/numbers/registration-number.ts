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

const COUNTING = '12345678901234567890'
const LONG_SAME_DIGIT_RUN = /(\d)\1{6}/
const FILLER_RUN = /(\d)\1{6}|0{5}/
/** The first two digits of numbers that were ever issued: provinces in force, and Jakarta and West Java before SIAK. */
const ISSUED_PROVINCE = /^(?:09|1\d|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])/

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

/** Whether digits that were read from look-alike letters can be a number: sixteen, of a province that issued numbers. */
export function mayBeIssued(digits: string): boolean {
  return isSixteenDigits(digits) && ISSUED_PROVINCE.test(digits)
}

/**
 * Whether digits are a filler: one digit repeated, counting up, seven or more zeros in a row, six at the end, or made by a
 * village for a person without a number (0 and the code of the village, 99). Six zeros before the end are legal: born in
 * October 2000 and first of the day (..1000 0001).
 */
export function isPlaceholderNumber(digits: string): boolean {
  return (
    digits.includes('0000000') ||
    digits.endsWith('000000') ||
    COUNTING.startsWith(digits) ||
    isMadeByVillage(digits) ||
    isOneDigit(digits)
  )
}

const ZERO = 48
const NINE = 57

/** Programs of villages put 0 or 99 in front. Of issued numbers only those of old Jakarta begin with 0, as 09. */
function isMadeByVillage(digits: string): boolean {
  if (digits.length !== REGISTRATION_NUMBER_LENGTH) return false
  const isNineSecond = digits.charCodeAt(1) === NINE
  const first = digits.charCodeAt(0)
  return first === ZERO ? !isNineSecond : first === NINE && isNineSecond
}

function isOneDigit(digits: string): boolean {
  const first = digits.charCodeAt(0)
  for (let at = 1; at < digits.length; at++) if (digits.charCodeAt(at) !== first) return false
  return true
}

/** Whether one digit is repeated seven times in a row, as in a filler (1606999999999999). */
export function hasLongSameDigitRun(digits: string): boolean {
  return LONG_SAME_DIGIT_RUN.test(digits)
}

/** Whether a number whose date is impossible is a filler: seven equal digits, or five zeros (1708194500000123). */
export function hasFillerRun(digits: string): boolean {
  return FILLER_RUN.test(digits)
}
