import { test } from 'tap'
import type { RawRecord } from '../../../../src/domain/linkage/features/raw-record.js'
import { levelBetween } from '../../../support/domain/built-in-table.js'

const KK = '1606010203040005'

const CASES: readonly (readonly [why: string, level: string, a: RawRecord, b: RawRecord])[] = [
  ['two lists', 'different_lists', { source: 'dtks', kk: KK }, { source: 'p3ke', kk: KK }],
  ['one list, two families', 'same_list', { source: 'dtks', kk: KK }, { source: 'dtks', kk: '1606010203040017' }],
  ['one list, no family known', 'same_list', { source: 'dtks' }, { source: 'dtks' }],
  ['one family by its KK', 'same_family_in_list', { source: 'dtks', kk: KK }, { source: 'dtks', kk: `'${KK}` }],
  [
    'one family by the mark of the list',
    'same_family_in_list',
    { source: 'p3ke', household_ref: '122237092' },
    { source: 'p3ke', household_ref: '122237092' },
  ],
  [
    'the mark of the list comes before the KK',
    'same_list',
    { source: 'p3ke', household_ref: '122237092', kk: KK },
    { source: 'p3ke', household_ref: '122237093', kk: KK },
  ],
  [
    'a placeholder is no family',
    'same_list',
    { source: 'dtks', kk: '0000000000000000' },
    { source: 'dtks', kk: '0000000000000000' },
  ],
]

for (const [why, level, a, b] of CASES) {
  test(`list: ${why}`, async (t) => {
    t.equal(levelBetween('list', [a, b]), level)
  })
}
