import { test } from 'tap'
import { dayFirst, isoDate, monthLength } from '../../src/synthetic/calendar.js'

test('February is longer in leap years', async (t) => {
  const cases: readonly (readonly [number, number])[] = [
    [2023, 28],
    [2024, 29],
    [1900, 28],
    [2000, 29],
  ]
  for (const [year, days] of cases) t.equal(monthLength(year, 2), days, String(year))
  t.equal(monthLength(2023, 4), 30)
  t.equal(monthLength(2023, 12), 31)
})

test('dates are written year first or day first', async (t) => {
  t.equal(isoDate({ year: 1987, month: 2, day: 9 }), '1987-02-09')
  t.equal(dayFirst('1987-02-09', '/'), '09/02/1987')
  t.equal(dayFirst('', '/'), '')
})
