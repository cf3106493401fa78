import { test } from 'tap'
import type { RawRecord } from '../../../../src/domain/linkage/features/raw-record.js'
import { levelBetween } from '../../../support/domain/built-in-table.js'

/** Addresses of one village: the text with RT and RW in it. */
const PAIRS: Readonly<Record<string, readonly (readonly [a: string, b: string])[]>> = {
  house: [
    ['JL. MERDEKA NO. 12 RT 003 RW 002', 'Jalan Merdeka no 12 RT.3/RW.2'],
    ['LRG. MELATI NO 7A RT 1 RW 1', 'LORONG MELATI NO.7A RT 001 RW 001'],
  ],
  street_and_rt: [
    ['JL. MERDEKA RT 003 RW 002', 'JL MERDEKA NO. 12 RT 003 RW 002'],
    ['JL. MERDEKA NO. 14 RT 003 RW 002', 'JL MERDEKA NO. 12 RT 003 RW 002'],
    ['DUSUN V RT 007 RW 004', 'DSN. 5 RT 7 RW 4'],
  ],
  rt: [
    ['JL. MERDEKA NO. 12 RT 003 RW 002', 'JL MELATI NO. 12 RT 003 RW 002'],
    ['RT 003 RW 002', 'JL MELATI RT 003 RW 002'],
  ],
  street: [
    ['JL. MERDEKA RT 003 RW 002', 'JL MERDEKA RT 004 RW 002'],
    ['JL. MERDEKA NO. 12', 'JL MERDEKA NO. 12'],
    ['DUSUN V', 'DSN 5 RT 003 RW 002'],
  ],
  different: [
    ['JL. MERDEKA RT 003 RW 002', 'JL MELATI RT 004 RW 002'],
    ['JL. MERDEKA', 'JL MELATI'],
    ['RT 003 RW 002', 'RT 003 RW 001'],
  ],
  missing: [
    ['', 'JL. MERDEKA RT 003 RW 002'],
    ['RT 003 RW 002', 'JL MERDEKA'],
    ['-', '-'],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`address: ${level}`, async (t) => {
    for (const [a, b] of pairs) {
      const records = [a, b].map((address) => ({ address, village_code: '1606092009' }))
      t.equal(levelBetween('address', records), level, `${a} and ${b}`)
    }
  })
}

test('address: RT and RW in columns of their own count like those in the text', async (t) => {
  const inText: RawRecord = { address: 'JL. MERDEKA NO. 12 RT 003 RW 002', village_code: '1606092009' }
  const inColumns: RawRecord = { address: 'JL. MERDEKA NO. 12', rt: '03', rw: '2', village_code: '1606092009' }
  t.equal(levelBetween('address', [inText, inColumns]), 'house')
})

test('address: between villages and without a village the level is missing', async (t) => {
  const place = { address: 'JL. MERDEKA NO. 12 RT 003 RW 002' }
  for (const [a, b] of [
    ['1606092009', '1606092010'],
    ['1606092009', '160609'],
    ['160609', '160609'],
    ['', ''],
  ] as const) {
    t.equal(
      levelBetween('address', [
        { ...place, village_code: a },
        { ...place, village_code: b },
      ]),
      'missing',
    )
  }
})
