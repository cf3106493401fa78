import {
  asGuess,
  type DateExpectation,
  type DateReading,
  IMPOSSIBLE,
  MISSING,
  preferredReading,
  settleDate,
  settleThreeNumbers,
} from './birth-date-reading.js'
import { dateOfSpreadsheetSerial, dayAfter } from './calendar.js'
import { dateTokens, mendDigits, mendWords } from './date-tokens.js'

/** A serial with a fraction of a day, or with a separator of thousands. */
const SPREADSHEET_SERIAL = /^(?:(\d{5})(?:[.,]\d+)?|(\d{2})[.,](\d{3}))$/
const DIGIT_RUN = /^(\d+)(?:[.,]0+)?$/
const NON_ZERO_DIGIT = /[1-9]/
/** The longest text in which a date is looked for. */
const LONGEST_DATE = 80
/** A place before the date, such as `Tanjung Raya 2, `. */
const PLACE_WITH_NUMBER = /^\p{L}{3}[^,]*(?<!\d)\d{1,2},/u
const BRACKETED = /(?<!\s)\s*[([][^()[\]]*[)\]]\s*$/
/** `/ 55 th`, `umur 55 tahun`, `(55 thn 3 bln)`. */
const AGE =
  /(?<![\s,;/|([±.:-])[\s,;/|([±.:-]*(?:\b(?:UMUR|USIA|UM)\b[.:\s]*)?(?<!\d)\d{1,3}\s*(?:TH|THN|TAHUN|YEARS?)\b\.?(?:\s*\d{1,2}\s*(?:BL|BLN|BULAN)\b)?[\s.)\]]*$/
/** An age without its unit after a full date: `09-03-1971 / 55`. */
const BARE_AGE = /^(.*\d{1,2}[^\p{L}\d]+(?:\d{1,2}|\p{L}+)[^\p{L}\d]+\d{4})\s*[/,;|]\s*\d{1,3}$/u
const WITH_TIME =
  /^(\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D\d{2}|\d{1,2}[^\p{L}\d]*\p{L}+[^\p{L}\d]*\d{2}|.*\D\d{4}|\d{8})(?:T|,?\s+)(\d{1,2}(?:[:.]\d{2}.*|\s*[AP]\.?M\.?))$/su
const HALF_DAY = /[AP]\.?M\b/
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/\d{2,4}$/
/** Midnight in Indonesia's three time zones, written in UTC by another program: the birth date is the next day. */
const INDONESIAN_MIDNIGHT_IN_UTC = /^1[567]:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$/
const APOSTROPHES = /^['’‘`]+/

/** Reads a date in any form that sources use. A time, an age or a note after it is ignored. */
export function readDateText(original: string, expectation: DateExpectation): DateReading {
  const text = mendDigits(original.normalize('NFKC').trim().replace(APOSTROPHES, ''))
  if (!NON_ZERO_DIGIT.test(text)) return MISSING
  const reading = readWithoutNote(text, expectation)
  if (reading.certainty !== 'impossible') return reading
  return readWithoutNote(mendWords(text).replace(PLACE_WITH_NUMBER, ''), expectation)
}

function readWithoutNote(text: string, expectation: DateExpectation): DateReading {
  if (text.length > LONGEST_DATE) return IMPOSSIBLE
  const bare = text.replace(BRACKETED, '').replace(AGE, '').replace(BARE_AGE, '$1')
  const timed = WITH_TIME.exec(bare)
  if (timed === null) return readDay(NON_ZERO_DIGIT.test(bare) ? bare : text, expectation)
  const [, day = '', time = ''] = timed
  if (HALF_DAY.test(time)) return readBesideHalfDay(day, expectation)
  const reading = readDay(day, expectation)
  if (reading.certainty !== 'exact' || !INDONESIAN_MIDNIGHT_IN_UTC.test(time)) return reading
  return { ...dayAfter(reading), certainty: 'guessed', guess: 'time_zone' }
}

/**
 * Programs that write AM and PM write the month first (3/9/1971 12:00:00 AM is 9 March), unless zeros in front show another
 * setting. Where the other order exists too, the result is a guess.
 */
function readBesideHalfDay(day: string, expectation: DateExpectation): DateReading {
  const slashed = SLASHED.exec(day)
  if (slashed === null || expectation.order === 'mdy') return readDay(day, expectation)
  const hasZero = slashed[1]?.startsWith('0') === true || slashed[2]?.startsWith('0') === true
  const order = hasZero ? expectation.order : 'mdy'
  const reading = readDay(day, { ...expectation, order })
  const other = readDay(day, { ...expectation, order: order === 'mdy' ? 'dmy' : 'mdy' })
  if (order !== expectation.order && reading.guess === 'day_month_order') return other
  return other.certainty === 'exact' && !isSameDay(reading, other) ? asGuess(reading, 'day_month_order') : reading
}

function isSameDay(a: DateReading, b: DateReading): boolean {
  return a.day === b.day && a.month === b.month
}

function readDay(text: string, expectation: DateExpectation): DateReading {
  if (!NON_ZERO_DIGIT.test(text)) return MISSING
  const serial = SPREADSHEET_SERIAL.exec(text)
  if (serial !== null) {
    const days = Number(serial[1] ?? `${serial[2] ?? ''}${serial[3] ?? ''}`)
    return asGuess(settleDate(dateOfSpreadsheetSerial(days), expectation.referenceDate), 'excel_serial')
  }
  const digits = DIGIT_RUN.exec(text)?.[1]
  if (digits !== undefined) return readDigits(digits, expectation)
  const tokens = dateTokens(text)
  if (tokens === undefined) return IMPOSSIBLE
  const { numbers, month } = tokens
  return month === 0 ? readNumbers(numbers, expectation) : readAroundMonth(numbers, month, expectation)
}

function readDigits(digits: string, expectation: DateExpectation): DateReading {
  switch (digits.length) {
    case 4:
      return settleDate({ year: Number(digits), month: 0, day: 0 }, expectation.referenceDate)
    case 6:
      return readSixDigits(digits, expectation)
    case 7:
      // A spreadsheet dropped the leading zero of the day.
      return asGuess(readEightDigits(`0${digits}`, expectation), 'lost_zero')
    case 8:
      return readEightDigits(digits, expectation)
    default:
      return IMPOSSIBLE
  }
}

/** YYYYMMDD and DDMMYYYY never both exist: years of birth begin with 18, 19 or 20, which are no months. */
function readEightDigits(digits: string, expectation: DateExpectation): DateReading {
  const yearFirst = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]
  const yearLast = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  return preferredReading([settleThreeNumbers(yearFirst, expectation), settleThreeNumbers(yearLast, expectation)])
}

/** DDMMYY, YYMMDD or YYYYMM; the result is always a guess. */
function readSixDigits(digits: string, expectation: DateExpectation): DateReading {
  const shortYear = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  const reading = settleThreeNumbers(shortYear, expectation)
  if (reading.certainty === 'impossible') return settleMonth(digits.slice(0, 4), digits.slice(4), expectation)
  return asGuess(reading, 'day_month_order')
}

function settleMonth(year: string, month: string, { referenceDate }: DateExpectation): DateReading {
  return settleDate({ year: Number(year), month: Number(month), day: 0 }, referenceDate)
}

/** `12 Mei 1980`, `May 12, 1980`, `1980 Mei 12`, `Mei 1980`. */
function readAroundMonth(numbers: readonly string[], month: number, expectation: DateExpectation): DateReading {
  const [first = '', second = ''] = numbers
  if (numbers.length === 1 && first.length === 4) return settleMonth(first, String(month), expectation)
  if (numbers.length !== 2) return IMPOSSIBLE
  const reading = settleThreeNumbers([first, String(month), second], { ...expectation, order: 'dmy' })
  // A month written as a word cannot be the day.
  return reading.guess === 'day_month_order' && reading.month !== month ? IMPOSSIBLE : reading
}

function readNumbers(numbers: readonly string[], expectation: DateExpectation): DateReading {
  const [first = '', second = ''] = numbers
  if (numbers.length === 3) return settleThreeNumbers(numbers, expectation)
  if (numbers.length === 1) return readDigits(first, expectation)
  if (numbers.length !== 2) return IMPOSSIBLE
  // One separator is missing.
  if (first.length + second.length === 8) return readEightDigits(first + second, expectation)
  if (first.length === 4 && second.length <= 2) return settleMonth(first, second, expectation)
  return second.length === 4 && first.length <= 2 ? settleMonth(second, first, expectation) : IMPOSSIBLE
}
