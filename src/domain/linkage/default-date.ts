/**
 * Is this date (yyyymmdd) one of the days that people without papers are given: 31-12, 01-01, 01-07, or a year or month
 * alone? Agreement on them says less, and disagreement within the year is no contradiction.
 */
export function isDefault(date: number): boolean {
  const monthDay = date % 10000
  return monthDay === 1231 || monthDay === 101 || monthDay === 701 || monthDay % 100 === 0
}
