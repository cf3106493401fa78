import { test } from 'tap'
import { daysInMonth } from '../../../../src/domain/identity/dates/calendar.js'

const CASES: readonly (readonly [number, number, number])[] = [
  [2023, 2, 28],
  [2024, 2, 29],
  [1900, 2, 28],
  [2000, 2, 29],
  [2023, 4, 30],
  [2023, 12, 31],
  [2023, 0, 0],
  [2023, 13, 0],
]

test('February is longer in leap years, and an invalid month has no days', async (t) => {
  for (const [year, month, days] of CASES) t.equal(daysInMonth(year, month), days, `${year}-${month}`)
})
