import { centuryOf, daysInMonth } from './calendar.js'

/** The order of day, month and year in a source. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

export type DateCertainty = 'exact' | 'guessed' | 'year_only' | 'month_only' | 'missing' | 'impossible'

/** The assumption that was needed to read a date. */
export type DateGuess = 'day_month_order' | 'century' | 'excel_serial' | 'overflow_clamped' | 'lost_zero' | 'time_zone'

/** Parts of a date as written; 0 if unknown. */
export interface DateParts {
  year: number
  month: number
  day: number
}

/** The date read from a text; `guess` is set if an assumption was needed. */
export interface DateReading extends DateParts {
  certainty: DateCertainty
  guess?: DateGuess
}

/** What is known about the dates of a source; `referenceDate` is yyyymmdd, 0 if unknown. */
export interface DateExpectation {
  order: DateOrder
  referenceDate: number
}

export const MISSING: DateReading = Object.freeze({ year: 0, month: 0, day: 0, certainty: 'missing' })
export const IMPOSSIBLE: DateReading = Object.freeze({ year: 0, month: 0, day: 0, certainty: 'impossible' })

/** A four-digit year is accepted somewhat beyond the age limit for two-digit years. */
const OLDEST_BELIEVED_AGE = 120
const EARLIEST_YEAR = 1850
const LATEST_DATE = 2100_12_31
const LONGEST_MONTH = 31

/**
 * Classifies a date with a full year. An existing day is exact. A day that exists only with day and month swapped, or
 * lies beyond the end of the month (31 April), is guessed. Years outside a lifetime before the reference date are
 * impossible.
 */
export function settleDate(parts: DateParts, referenceDate: number): DateReading {
  const { year, month, day } = parts
  if (year + month + day === 0) return MISSING
  if (isOutOfLifetime(year, referenceDate)) return IMPOSSIBLE
  if (month === 0) return day <= LONGEST_MONTH ? { year, month: 0, day: 0, certainty: 'year_only' } : IMPOSSIBLE
  if (day === 0) return month <= 12 ? { year, month, day, certainty: 'month_only' } : IMPOSSIBLE
  if (day <= daysInMonth(year, month) && isNotAfter(parts, referenceDate))
    return { year, month, day, certainty: 'exact' }
  return exchangeDayAndMonth(parts, referenceDate) ?? clampToMonthEnd(parts, referenceDate)
}

function isOutOfLifetime(year: number, referenceDate: number): boolean {
  const latestYear = Math.floor((referenceDate || LATEST_DATE) / 10_000)
  const earliestYear = referenceDate === 0 ? EARLIEST_YEAR : latestYear - OLDEST_BELIEVED_AGE
  return year < earliestYear || year > latestYear
}

function isNotAfter({ year, month, day }: DateParts, referenceDate: number): boolean {
  return year * 10_000 + month * 100 + day <= (referenceDate || LATEST_DATE)
}

function exchangeDayAndMonth({ year, month, day }: DateParts, referenceDate: number): DateReading | undefined {
  const exchanged = { year, month: day, day: month }
  if (month > daysInMonth(year, day) || !isNotAfter(exchanged, referenceDate)) return undefined
  return { ...exchanged, certainty: 'guessed', guess: 'day_month_order' }
}

function clampToMonthEnd({ year, month, day }: DateParts, referenceDate: number): DateReading {
  const lastDay = daysInMonth(year, month)
  const clamped = { year, month, day: lastDay }
  if (lastDay === 0 || day > LONGEST_MONTH || !isNotAfter(clamped, referenceDate)) return IMPOSSIBLE
  return { ...clamped, certainty: 'guessed', guess: 'overflow_clamped' }
}

/** Marks an exact reading as guessed; other readings are returned unchanged. */
export function asGuess(reading: DateReading, guess: DateGuess): DateReading {
  return reading.certainty === 'exact' ? { ...reading, certainty: 'guessed', guess } : reading
}

/** Returns the first exact reading, otherwise the first that is not impossible. */
export function preferredReading(readings: readonly DateReading[]): DateReading {
  return (
    readings.find(({ certainty }) => certainty === 'exact') ??
    readings.find(({ certainty }) => certainty !== 'impossible') ??
    IMPOSSIBLE
  )
}

/** Reads a date from three numbers in written order; a number of four digits is always the year. */
export function settleThreeNumbers(numbers: readonly string[], expectation: DateExpectation): DateReading {
  const [first = '', second = '', third = ''] = numbers
  const { order, referenceDate } = expectation
  if (second.length > 2) return IMPOSSIBLE
  if (first.length === 4 && third.length <= 2) return settleDate(inOrder(numbers, 'ymd'), referenceDate)
  if (first.length > 2) return IMPOSSIBLE
  if (third.length === 4) return settleDate(inOrder(numbers, order === 'mdy' ? 'mdy' : 'dmy'), referenceDate)
  if (third.length > 2) return IMPOSSIBLE
  const expected = settleShortYear(inOrder(numbers, order), referenceDate)
  if (expected.certainty !== 'impossible') return expected
  return asGuess(settleShortYear(inOrder(numbers, order === 'ymd' ? 'dmy' : 'ymd'), referenceDate), 'day_month_order')
}

function inOrder(numbers: readonly string[], order: DateOrder): DateParts {
  const [first = 0, second = 0, third = 0] = numbers.map(Number)
  switch (order) {
    case 'dmy':
      return { year: third, month: second, day: first }
    case 'mdy':
      return { year: third, month: first, day: second }
    case 'ymd':
      return { year: first, month: second, day: third }
  }
}

function settleShortYear(parts: DateParts, referenceDate: number): DateReading {
  if (parts.year > 99 || parts.year + parts.month + parts.day === 0) return IMPOSSIBLE
  const century = centuryOf(parts.year, parts.month * 100 + parts.day, { referenceDate })
  if (century === undefined) return IMPOSSIBLE
  const reading = settleDate({ ...parts, year: century.year }, referenceDate)
  return century.ambiguous ? asGuess(reading, 'century') : reading
}
