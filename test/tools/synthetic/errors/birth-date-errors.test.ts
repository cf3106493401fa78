import { test } from 'tap'
import { damageBirthDate } from '../../../../src/tools/synthetic/errors/birth-date-errors.js'
import type { BirthDateError } from '../../../../src/tools/synthetic/errors/error-rates.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'

const BORN = { year: 1984, month: 2, day: 9 }

const CASES: readonly (readonly [BirthDateError, RegExp])[] = [
  ['blank', /^$/],
  ['newYear', /^1984-01-01$/],
  ['midYear', /^1984-07-01$/],
  ['yearEnd', /^1984-12-31$/],
  ['swapped', /^1984-09-02$/],
  ['otherDay', /^1984-02-(?!09)\d\d$/],
  ['otherMonth', /^1984-(?!02)\d\d-09$/],
  ['yearOffByOne', /^198[35]-02-09$/],
  ['yearOffByTen', /^19[79]4-02-09$/],
  ['otherCentury', /^2084-02-09$/],
]

test('each error produces its date', async (t) => {
  const random = Random.at(9)
  for (const [error, form] of CASES) {
    const dates = Array.from({ length: 20 }, () => damageBirthDate(BORN, error, random))
    t.same(dates.filter((date) => !form.test(date)), [], error) // prettier-ignore
  }
})

test('a day that the month does not have becomes its last day', async (t) => {
  const leapDay = { year: 2020, month: 2, day: 29 }
  t.match(damageBirthDate(leapDay, 'yearOffByOne', Random.at(1)), /^20(19|21)-02-28$/)
})
