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
import { monthOfName } from './month-name.js'

const SPREADSHEET_SERIAL = /^(\d{5})(?:[.,]\d+)?$/
const DIGIT_RUN = /^(\d+)(?:[.,]0+)?$/
const NON_ZERO_DIGIT = /[1-9]/
const TOKEN = /\d+|\p{L}+/gu
const WITH_TIME = /^(\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D\d{2}|.*\D\d{4}|\d{8})(?:T|\s+)(\d{1,2}[:.]\d{2}.*)$/s
/** Midnight in Indonesia's three time zones, written in UTC by another program: the birth date is the next day. */
const INDONESIAN_MIDNIGHT_IN_UTC = /^1[567]:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$/
const APOSTROPHES = /^['’‘`]+/

/** Reads a date in any form that sources use. A time after it is ignored. */
export function readDateText(original: string, expectation: DateExpectation): DateReading {
  const text = original.normalize('NFKC').trim().replace(APOSTROPHES, '').toUpperCase()
  if (!NON_ZERO_DIGIT.test(text)) return MISSING
  const timed = WITH_TIME.exec(text)
  if (timed === null) return readDay(text, expectation)
  const reading = readDay(timed[1] ?? '', expectation)
  if (reading.certainty !== 'exact' || !INDONESIAN_MIDNIGHT_IN_UTC.test(timed[2] ?? '')) return reading
  return { ...dayAfter(reading), certainty: 'guessed', guess: 'time_zone' }
}

function readDay(text: string, expectation: DateExpectation): DateReading {
  if (!NON_ZERO_DIGIT.test(text)) return MISSING
  const serial = SPREADSHEET_SERIAL.exec(text)?.[1]
  if (serial !== undefined)
    return asGuess(settleDate(dateOfSpreadsheetSerial(Number(serial)), expectation.referenceDate), 'excel_serial')
  const digits = DIGIT_RUN.exec(text)?.[1]
  if (digits !== undefined) return readDigits(digits, expectation)
  return readTokens(text.match(TOKEN) ?? [], expectation)
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

/**
 * Words before the date, such as a day name or birthplace, are ignored. An unknown word inside it makes the date
 * impossible.
 */
function readTokens(tokens: readonly string[], expectation: DateExpectation): DateReading {
  const numbers: string[] = []
  let month = 0
  for (const token of tokens) {
    const named = monthOfName(token)
    if (token.charCodeAt(0) <= 57) numbers.push(token)
    else if (named !== 0 && month === 0) month = named
    else if (numbers.length > 0 || month > 0) return IMPOSSIBLE
  }
  return month === 0 ? readNumbers(numbers, expectation) : readAroundMonth(numbers, month, expectation)
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
  if (first.length === 4 && second.length <= 2) return settleMonth(first, second, expectation)
  return second.length === 4 && first.length <= 2 ? settleMonth(second, first, expectation) : IMPOSSIBLE
}
