import { isDefaultDay } from '../../identity/dates/birth-date.js'

/**
 * Whether a date (yyyymmdd) is a default day given to people without papers, or lacks its day. Agreement on it weighs
 * less, and a difference within the year is no contradiction.
 */
export function isDefault(date: number): boolean {
  const day = date % 100
  return day === 0 || isDefaultDay(Math.floor(date / 100) % 100, day)
}
