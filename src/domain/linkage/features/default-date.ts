import { isDefaultDay } from '../../identity/dates/birth-date.js'

/**
 * Is this date (yyyymmdd) a day that people without papers are given, or a year or month alone? Agreement on it says
 * less, and disagreement within the year is no contradiction.
 */
export function isDefault(date: number): boolean {
  const day = date % 100
  return day === 0 || isDefaultDay(Math.floor(date / 100) % 100, day)
}
