import fc from 'fast-check'
import { test } from 'tap'
import { CHANCE_OF_LEVEL } from '../../../../src/domain/linkage/compare/comparator.js'
import { DateComparator } from '../../../../src/domain/linkage/compare/date.js'

const FREQUENCIES = { fields: ['born'], rare: 14, terms: { '8.5': '19820101 19830101', '5': '19000101' } }

function comparatorOf(a: number, b: number): DateComparator {
  return new DateComparator({ type: 'date', dates: Int32Array.of(a, b) }, FREQUENCIES)
}

const PAIRS: Readonly<Record<string, readonly (readonly [a: number, b: number])[]>> = {
  missing: [
    [0, 19820405],
    [0, 0],
  ],
  equal: [
    [19820405, 19820405],
    [19000101, 19000101],
  ],
  swapped: [[19820405, 19820504]],
  one_digit: [
    [19820405, 19820403],
    [19820405, 19820415],
    [19820405, 19280405],
    [19820412, 19820421],
    [19820405, 29820405],
  ],
  one_part_off: [
    [19820405, 19820426],
    [19820405, 19821105],
    [19820405, 19470405],
  ],
  same_year_common: [
    [19820101, 19820405],
    [19820405, 19820101],
  ],
  same_year: [
    [19820405, 19821126],
    [19840101, 19841126],
  ],
  near: [[19820405, 19841126]],
  different: [
    [19820405, 19491126],
    [19820101, 19830505],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`dates are ${level}`, async (t) => {
    for (const [a, b] of pairs) {
      const comparator = comparatorOf(a, b)
      const found = comparator.levels[comparator.compare(0, 1)]
      t.equal(found === 'near' && level === 'different' ? level : found, level, `${a} and ${b}`)
      t.equal(comparator.compare(1, 0), comparator.compare(0, 1))
    }
  })
}

test('agreement on a common date has the chance of that date, on any other that of a rare one', async (t) => {
  for (const [date, bits] of [
    [19820101, 8.5],
    [19000101, 5],
    [19820405, 14],
  ] as const) {
    const comparator = comparatorOf(date, date)
    comparator.compare(0, 1)
    t.equal(comparator.chanceBits, bits)
  }
  const uncounted = new DateComparator({ type: 'date', dates: Int32Array.of(19820101, 19820101) })
  uncounted.compare(0, 1)
  t.equal(uncounted.chanceBits, CHANCE_OF_LEVEL)
})

test('a comparison is symmetric and does not depend on the pair before', async () => {
  const date = fc.tuple(
    fc.integer({ min: 1900, max: 2026 }),
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 31 }),
  )
  const number = date.map(([year, month, day]) => year * 10_000 + month * 100 + day)
  fc.assert(
    fc.property(number, number, (a, b) => {
      const comparator = comparatorOf(a, b)
      const there = [comparator.compare(0, 1), comparator.chanceBits]
      comparator.compare(1, 1)
      const back = [comparator.compare(1, 0), comparator.chanceBits]
      return there.join() === back.join() && there[0] !== 0
    }),
  )
})
