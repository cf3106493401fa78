const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const OLDEST_AGE = 110
const MILLISECONDS_PER_DAY = 86_400_000
/** Day 0 of spreadsheets, chosen so that every serial after February 1900 is right. */
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30)
/** Without a reference date, two-digit years up to this one are read as 20YY. */
const PIVOT_YEAR = 30

/** A calendar day; `month` and `day` count from 1. */
export interface CalendarDate {
  year: number
  month: number
  day: number
}

/** Whether a year of the Gregorian calendar has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Returns the number of days of a month; 0 if there is no such month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29
  return DAYS_IN_MONTH[month - 1] ?? 0
}

/** Whether a day exists in the calendar. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= daysInMonth(year, month)
}

/** Returns the day of a spreadsheet's date serial (days since 30 December 1899). */
export function dateOfSpreadsheetSerial(serial: number): CalendarDate {
  const date = new Date(SPREADSHEET_EPOCH + serial * MILLISECONDS_PER_DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export function dayAfter(date: CalendarDate): CalendarDate {
  if (date.day < daysInMonth(date.year, date.month)) return { ...date, day: date.day + 1 }
  if (date.month < 12) return { year: date.year, month: date.month + 1, day: 1 }
  return { year: date.year + 1, month: 1, day: 1 }
}

/** Clues for the century of a two-digit year; `referenceDate` is yyyymmdd, 0 if unknown. */
export interface CenturyClues {
  referenceDate: number
  recordedYear?: number | undefined
}

/**
 * Returns the full year of a two-digit birth year: the century in which the person is 0 to 110 years old at the
 * reference date. If both fit, it is the one nearer to the recorded year, otherwise 20YY, marked ambiguous. Undefined
 * if neither fits. `monthDay` is mmdd, 0 if unknown.
 */
export function centuryOf(
  yearOfCentury: number,
  monthDay: number,
  clues: CenturyClues,
): { year: number; ambiguous: boolean } | undefined {
  const older = 1900 + yearOfCentury
  const younger = 2000 + yearOfCentury
  if (clues.referenceDate === 0 && clues.recordedYear === undefined)
    return { year: yearOfCentury > PIVOT_YEAR ? older : younger, ambiguous: true }
  const olderFits = fitsLifetime(older, monthDay, clues.referenceDate)
  const youngerFits = fitsLifetime(younger, monthDay, clues.referenceDate)
  if (olderFits && youngerFits) return nearerCentury(older, younger, clues.recordedYear)
  if (youngerFits) return { year: younger, ambiguous: false }
  return olderFits ? { year: older, ambiguous: false } : undefined
}

function fitsLifetime(year: number, monthDay: number, referenceDate: number): boolean {
  if (monthDay === 229 && !isLeapYear(year)) return false
  if (referenceDate === 0) return true
  const lived = referenceDate - (year * 10_000 + monthDay)
  return lived >= 0 && lived < (OLDEST_AGE + 1) * 10_000
}

function nearerCentury(older: number, younger: number, recordedYear: number | undefined) {
  if (recordedYear === undefined) return { year: younger, ambiguous: true }
  const isOlder = Math.abs(recordedYear - older) < Math.abs(recordedYear - younger)
  return { year: isOlder ? older : younger, ambiguous: false }
}
