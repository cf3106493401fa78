import {
  type DateExpectation,
  type DateOrder,
  type DateParts,
  type DateReading,
  settleDate,
} from './birth-date-reading.js'
import { readDateText } from './birth-date-text.js'

export type { DateCertainty, DateGuess, DateOrder } from './birth-date-reading.js'

/**
 * A birth date as far as it is known; unknown parts are 0. `isDefault` marks the default days given to people without
 * papers (31 December, 1 January, 1 July), on which agreement means little.
 */
export interface ParsedBirthDate extends DateReading {
  original: string
  isDefault: boolean
}

/** `referenceDate` is yyyymmdd: no person of the source is born after it, and two-digit years are expanded by it. */
export interface BirthDateOptions {
  order?: DateOrder
  referenceDate?: number
}

const NO_OPTIONS: BirthDateOptions = {}
const DASH = 45
const DOT = 46
const SLASH = 47
const ZERO = 48

/**
 * Parses a birth date in the forms that sources use: ISO, D/M/Y with any separator, digits only, Indonesian and English
 * month names, two-digit years, spreadsheet serials, a year alone. A date that exists only with day and month swapped
 * is read so and marked `guessed`. Never throws.
 */
export function parseBirthDate(original: string, options: BirthDateOptions = NO_OPTIONS): ParsedBirthDate {
  const expectation = { order: options.order ?? 'dmy', referenceDate: options.referenceDate ?? 0 }
  const parts = cleanParts(original, expectation)
  const reading =
    parts === undefined ? readDateText(original, expectation) : settleDate(parts, expectation.referenceDate)
  const { year, month, day, certainty, guess } = reading
  const isDefault = isDefaultDay(month, day)
  if (guess === undefined) return { original, year, month, day, certainty, isDefault }
  return { original, year, month, day, certainty, guess, isDefault }
}

/** Returns yyyymmdd if year, month and day are known, otherwise 0. */
export function dateNumber(date: DateParts): number {
  return date.day === 0 ? 0 : partialDateNumber(date)
}

/** Returns yyyymmdd with 00 for an unknown month or day; 0 if the year is unknown. */
export function partialDateNumber(date: DateParts): number {
  return date.year * 10_000 + date.month * 100 + date.day
}

/** Whether this is a default day given to people without papers: 31 December, 1 January, 1 July. */
export function isDefaultDay(month: number, day: number): boolean {
  return (day === 31 && month === 12) || (day === 1 && (month === 1 || month === 7))
}

/** Reads the two ten-character forms of nearly all rows, without a regex. */
function cleanParts(text: string, { order }: DateExpectation): DateParts | undefined {
  if (text.length !== 10) return undefined
  if (isSeparator(text, 4) && isSeparator(text, 7))
    return ifNumbers(numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2))
  if (!isSeparator(text, 2) || !isSeparator(text, 5)) return undefined
  const year = numberAt(text, 6, 4)
  if (order === 'mdy') return ifNumbers(year, numberAt(text, 0, 2), numberAt(text, 3, 2))
  return ifNumbers(year, numberAt(text, 3, 2), numberAt(text, 0, 2))
}

function ifNumbers(year: number, month: number, day: number): DateParts | undefined {
  return Number.isNaN(year + month + day) ? undefined : { year, month, day }
}

function isSeparator(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === DASH || code === SLASH || code === DOT
}

function numberAt(text: string, at: number, length: number): number {
  let number = 0
  for (let index = at; index < at + length; index++) {
    const digit = text.charCodeAt(index) - ZERO
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    number = number * 10 + digit
  }
  return number
}
