import { test } from 'tap'
import { atomValues } from '../../../../src/domain/linkage/blocking/block-atoms.js'
import { NUMBER_STATUS } from '../../../../src/domain/linkage/features/columns.js'
import { columnOf, type FeatureTable } from '../../../../src/domain/linkage/features/table.js'
import type { RawRecord } from '../../../../src/domain/linkage/features/raw-record.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { ATOMS } from '../../../support/domain/block-atom-cases.js'
import { BUILT_IN, flatRecords, tableOf } from '../../../support/domain/built-in-table.js'

/** The values of an atom for one row, without the empty slots. */
function valuesOf(table: FeatureTable, atom: string, row: number): number[] {
  const { slots, values } = atomValues(table, atom, new PairScorer(BUILT_IN, table).terms)
  return [...values.subarray(row * slots, (row + 1) * slots)].filter((value) => value !== 0)
}

function share(table: FeatureTable, atom: string): boolean {
  const others = valuesOf(table, atom, 1)
  return valuesOf(table, atom, 0).some((value) => others.includes(value))
}

for (const [atom, { column, meet, part, none }] of Object.entries(ATOMS)) {
  test(`block atom ${atom}`, async (t) => {
    const meets = (pair: readonly [string, string]): boolean =>
      share(tableOf(pair.map((value) => ({ [column]: value }))), atom)
    for (const pair of meet) t.ok(meets(pair), `${pair.join(' and ')} meet`)
    for (const pair of part) t.notOk(meets(pair), `${pair.join(' and ')} do not meet`)
    for (const value of none) t.same(valuesOf(tableOf([{ [column]: value }]), atom, 0), [], `${value} makes no value`)
  })
}

test('an unknown atom or field is refused by its name', async (t) => {
  const table = tableOf([])
  for (const atom of ['nik.middle', 'birth_date.week', 'area.island', 'name.last', 'household', 'nickname.rare']) {
    t.throws(
      () => valuesOf(table, atom, 0),
      new Error(`a block key names ${atom}, which is not an atom of a known field`),
    )
  }
})

test('a NIK that repeats the KK has no atom value', async (t) => {
  const number = '1606010203040005'
  t.same(valuesOf(tableOf([{ nik: number, kk: number, dob: '1980-03-05' }]), 'nik', 0), [])
})

const ATOM_NAMES = Object.keys(ATOMS)

/** The values of every atom for the first row of a table of these records. */
function valuesOfFirst(records: readonly RawRecord[]): Map<string, readonly number[]> {
  const table = tableOf(records)
  const terms = new PairScorer(BUILT_IN, table).terms
  return new Map(
    ATOM_NAMES.map((atom) => {
      const { slots, values } = atomValues(table, atom, terms)
      return [atom, [...values.subarray(0, slots)]]
    }),
  )
}

test('atom values depend on the record alone, except for a NIK borrowed within its family', async (t) => {
  const records = flatRecords({ seed: 61, records: 500, dirt: 3 })
  const table = tableOf(records)
  const nik = columnOf(table, 'nik', 'number')
  const { family } = columnOf(table, 'household', 'family')
  const terms = new PairScorer(BUILT_IN, table).terms
  const all = new Map(ATOM_NAMES.map((atom) => [atom, atomValues(table, atom, terms)]))
  let borrowed = 0
  records.forEach((record, row) => {
    const isBorrowed = nik.status[row] === NUMBER_STATUS.borrowed
    const others = records.filter((_, other) => other !== row && family[row] !== 0 && family[other] === family[row])
    const alone = valuesOfFirst(isBorrowed ? [record, ...others] : [record])
    for (const [atom, { slots, values }] of all) {
      const among = values.subarray(row * slots, (row + 1) * slots)
      if (among.join() !== alone.get(atom)?.join()) t.fail(`${atom} of record ${row} depends on the others`)
    }
    if (isBorrowed) borrowed += 1
  })
  t.ok(borrowed > 0 && borrowed < records.length / 50, `${borrowed} numbers are borrowed`)
})
