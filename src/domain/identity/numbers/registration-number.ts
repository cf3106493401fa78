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
/** A birth date in full, and zeros (17081945 0000 ...). */
const DATE_AND_ZEROS =
  /^(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))0{4}/
/** The code of a village and zeros: kelurahan count from 1001, desa from 2001. */
const VILLAGE_AND_ZEROS = /^\d{6}[123]0\d\d0{6}$/
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
 * Whether digits are a filler: one digit repeated, counting up, seven or more zeros in a row, the code of a village with
 * zeros, or made by a village for a person without a number. Six zeros are legal: born in October 2000 and first of the day
 * (..1000 0001).
 */
export function isPlaceholderNumber(digits: string): boolean {
  return (
    digits.includes('0000000') ||
    COUNTING.startsWith(digits) ||
    isMadeByVillage(digits) ||
    (digits.endsWith('000000') && VILLAGE_AND_ZEROS.test(digits)) ||
    isOneDigit(digits)
  )
}

const ZERO = 48
const NINE = 57
/** 0, the code of the village with its kind (1, 2 or 3), and a serial; or several zeros before it. 09 is old Jakarta. */
const ZERO_AND_VILLAGE = /^0(?:0|(?:1\d|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12])\d{4}[123]0)/

/** Programs of villages put 0 before the code of the village, or 99 before a count. */
function isMadeByVillage(digits: string): boolean {
  if (digits.length !== REGISTRATION_NUMBER_LENGTH) return false
  const first = digits.charCodeAt(0)
  if (first === ZERO) return ZERO_AND_VILLAGE.test(digits)
  return first === NINE && digits.charCodeAt(1) === NINE
}

/** Whether a number begins with 0 although its province is not old Jakarta (09): its first digit is wrong. */
export function hasZeroInFront(digits: string): boolean {
  return digits.charCodeAt(0) === ZERO && digits.charCodeAt(1) !== NINE
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

/** Whether a number whose date is impossible is a filler: seven equal digits, or a full date and zeros. */
export function hasFillerRun(digits: string): boolean {
  return LONG_SAME_DIGIT_RUN.test(digits) || DATE_AND_ZEROS.test(digits)
}
