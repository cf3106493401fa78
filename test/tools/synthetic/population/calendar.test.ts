import { test } from 'tap'
import { dayFirst, isoDate } from '../../../../src/tools/synthetic/population/calendar.js'

test('dates are written year first or day first', async (t) => {
  t.equal(isoDate({ year: 1987, month: 2, day: 9 }), '1987-02-09')
  t.equal(dayFirst('1987-02-09', '/'), '09/02/1987')
  t.equal(dayFirst('', '/'), '')
})
