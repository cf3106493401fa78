import type { CalendarDate } from '../../../domain/identity/dates/calendar.js'

/** A calendar day. */
export type Day = Readonly<CalendarDate>

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
