/** A calendar day. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The number of days of a month; February has 29 in leap years. */
export function monthLength(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return MONTH_LENGTHS[month - 1]! + (leap ? 1 : 0)
}

/** Two digits, padded with a zero. */
export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

/** The day as YYYY-MM-DD. */
export function isoDate({ year, month, day }: Day): string {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

/** The same date as DD<separator>MM<separator>YYYY; an empty date stays empty. */
export function dayFirst(iso: string, separator: string): string {
  return iso === '' ? '' : `${iso.slice(8)}${separator}${iso.slice(5, 7)}${separator}${iso.slice(0, 4)}`
}
