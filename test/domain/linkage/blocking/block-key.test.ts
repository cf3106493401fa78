import { deepStrictEqual, ok, strictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import {
  blockKey,
  familyBlockKey,
  FIRST_RULE_KEY,
  partsOfBlockKey,
} from '../../../../src/domain/linkage/blocking/block-key.js'
import { MOST_BLOCK_RULES } from '../../../../src/domain/linkage/model/limits.js'
import { blockIndex, blockKeysOf } from '../../../../src/domain/linkage/blocking/block.js'
import type { RawRecord } from '../../../../src/domain/linkage/features/raw-record.js'
import type { BlockRule } from '../../../../src/domain/linkage/model/model.js'
import { PairScorer } from '../../../../src/domain/linkage/scoring/score.js'
import { BUILT_IN, tableOf } from '../../../support/domain/built-in-table.js'

test('a block key holds its rule, place and hash in one safe integer', async () => {
  const parts = fc.record({
    ruleNumber: fc.integer({ min: -1, max: MOST_BLOCK_RULES - 1 }),
    place: fc.nat({ max: 2 ** 14 - 1 }),
    hash: fc.nat({ max: 2 ** 32 - 1 }),
  })
  fc.assert(
    fc.property(parts, (given) => {
      const key = blockKey(given)
      ok(Number.isSafeInteger(key))
      deepStrictEqual(partsOfBlockKey(key), { ...given })
      strictEqual(key < FIRST_RULE_KEY, given.ruleNumber === -1)
    }),
    { numRuns: 200 },
  )
})

test('family keys of one region are adjacent and differ from the keys of all rules', (t) => {
  const placeOf = (family: string): number => partsOfBlockKey(familyBlockKey(family)).place
  t.equal(placeOf('p3ke\u00001606010101150001'), placeOf('dtks\u00001606012209190007'))
  t.not(placeOf('p3ke\u00001606010101150001'), placeOf('p3ke\u00001606020101150001'))
  t.equal(placeOf('p3ke\u0000F-17'), 0)
  for (const family of ['p3ke\u00001606010101150001', 'p3ke\u0000F-17']) t.ok(familyBlockKey(family) < FIRST_RULE_KEY)
  t.end()
})

const RECORDS: readonly RawRecord[] = [
  { nik: '1606014101850001', name: 'SITI AMINAH', dob: '1985-01-01', village_code: '16.06.01.2001' },
  { nik: '1606014101850001', name: 'SITI AMINA', dob: '1985-01-01', village_code: '16.06.02.2001' },
  { nik: '', name: 'SITI AMINAH', dob: '1985-01-01', village_code: '16.06.01.2001' },
]

test('records of different places can share the key of a rule, and the place follows from the key alone', (t) => {
  const { table, terms } = new PairScorer(BUILT_IN, tableOf(RECORDS))
  const rules: BlockRule[] = [
    { name: 'nik', atoms: ['nik'] },
    { name: 'name, village', atoms: ['name.all', 'area.village'] },
    { name: 'name, birth date', atoms: ['name.rare', 'birth_date'] },
  ]
  const [first = [], second = [], third = []] = blockKeysOf(blockIndex(table, rules, terms), {
    table,
    terms,
    blocking: rules,
  })
  const shared = (a: readonly number[], b: readonly number[]): number[] =>
    a.filter((key) => b.includes(key)).map((key) => partsOfBlockKey(key).ruleNumber)
  t.same(shared(first, second), [0, 2, 2])
  t.same(shared(first, third), [1, 2, 2])
  t.same(
    first.map((key) => partsOfBlockKey(key).place !== 0),
    [true, true, false, false],
  )
  t.end()
})
