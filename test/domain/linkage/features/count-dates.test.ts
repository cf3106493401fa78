import { test } from 'tap'
import { countDates } from '../../../../src/domain/linkage/features/count-dates.js'
import { bitsOfTerms } from '../../../../src/domain/linkage/features/term-frequency.js'
import type { TermFrequencies } from '../../../../src/domain/linkage/model/model.js'
import { Random } from '../../../../src/tools/synthetic/population/random.js'
import { tableOf } from '../../../support/domain/built-in-table.js'

const FIELDS = [{ name: 'born', type: 'date' as const, columns: ['born'], format: 'YYYYMMDD' }]

function frequenciesOf(dates: readonly string[]): TermFrequencies {
  const found = countDates(
    tableOf(
      dates.map((born) => ({ born })),
      FIELDS,
    ),
    'born',
  )
  if (found === undefined) throw new Error('no dates were counted')
  return found
}

/** Dates of sixty years, each as likely as any other; months have 28 days. */
function evenDates(count: number): string[] {
  const random = Random.at(401, count)
  const two = (number: number): string => String(number).padStart(2, '0')
  return Array.from({ length: count }, () => {
    return `${random.between(1940, 1999)}${two(random.between(1, 12))}${two(random.between(1, 28))}`
  })
}

test('the chance of an ordinary date is that of its year and of a day of the year', async (t) => {
  for (const count of [1500, 20_000]) {
    const { rare, terms } = frequenciesOf(evenDates(count))
    t.ok(Math.abs(rare - Math.log2(60 * 365.25)) < 0.3, `${rare} bits of ${count} records`)
    t.same(terms, {}, 'no date is common')
  }
})

for (const [what, day, share] of [
  ['1 January', '0101', 0.1],
  ['1 July', '0701', 0.04],
  ['a day without a known month', '0000', 0.2],
] as const) {
  test(`${what} is as common as it is written`, async (t) => {
    const defaulted = evenDates(8000).map((date, at) =>
      at % Math.round(1 / share) === 0 ? date.slice(0, 4) + day : date,
    )
    const frequencies = frequenciesOf(defaulted)
    const bits = bitsOfTerms(frequencies).alone.get(`1970${day}`) ?? Infinity
    const truth = -Math.log2(share / 60)
    t.ok(Math.abs(bits - truth) < 1, `${bits} bits, truly ${truth}`)
    t.ok(bits < frequencies.rare - 2)
    t.notOk(bitsOfTerms(frequencies).alone.has('19700315'))
  })
}

test('one date that fills gaps is common, though its day and year are not', async (t) => {
  const filled = evenDates(3000).map((date, at) => (at % 20 === 0 ? '19111111' : date))
  const frequencies = frequenciesOf(filled)
  const bits = bitsOfTerms(frequencies).alone.get('19111111') ?? Infinity
  t.ok(bits > Math.log2(20) - 0.2 && bits < Math.log2(20) + 1.2, String(bits))
})

test('five records of one person do not make a date common', async (t) => {
  const dates = evenDates(400)
  const { terms } = frequenciesOf([...dates, ...dates, ...dates, ...dates, ...dates])
  const listed = Object.values(terms).flatMap((alike) => alike.split(' '))
  t.ok(listed.length < dates.length / 20, `${listed.length} of ${dates.length} dates`)
})

test('nothing is counted without dates', async (t) => {
  t.equal(countDates(tableOf([{ born: '' }], FIELDS), 'born'), undefined)
  t.equal(countDates(tableOf([{ born: '19800101' }], FIELDS), 'unknown'), undefined)
})
