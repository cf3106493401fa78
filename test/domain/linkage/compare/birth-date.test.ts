import { test } from 'tap'
import type { RawRecord } from '../../../../src/domain/linkage/features/raw-record.js'
import { levelBetween } from '../../../support/domain/built-in-table.js'

const PAIRS: Readonly<Record<string, readonly (readonly [a: string, b: string])[]>> = {
  equal: [
    ['1982-04-05', '05-04-1982'],
    ['1982-07-02', '1982-07-02'],
  ],
  equal_default: [
    ['1982-12-31', '1982-12-31'],
    ['1982-01-01', '1982-01-01'],
    ['1982-07-01', '1982-07-01'],
  ],
  swapped: [
    ['1982-04-05', '1982-05-04'],
    ['1982-07-01', '1982-01-07'],
  ],
  same_year_default: [
    ['1982-12-31', '1982-04-05'],
    ['1982-01-01', '1982-07-01'],
    ['1982-01-01', '1982-01-19'],
  ],
  one_part_off: [
    ['1982-04-05', '1982-04-25'],
    ['1982-04-05', '1982-11-05'],
    ['1982-04-05', '1928-04-05'],
    ['1982-04-05', '1983-04-05'],
  ],
  same_year: [['1982-04-05', '1982-11-20']],
  near: [
    ['1982-04-05', '1983-11-20'],
    ['1982-04-05', '1980-04-06'],
    ['1982-12-31', '1983-12-31'],
  ],
  epoch_off: [
    ['1984-05-17', '1988-05-18'],
    ['1990-01-01', '1985-12-31'],
    ['1961-02-28', '1965-03-01'],
  ],
  different: [
    ['1984-05-17', '1988-05-19'],
    ['1982-04-05', '1985-04-06'],
    ['1982-12-31', '1962-12-31'],
  ],
  missing: [
    ['1982-04-05', ''],
    ['', ''],
    ['-', '1982-04-05'],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`birth_date: ${level}`, async (t) => {
    for (const [a, b] of pairs) t.equal(levelBetween('birth_date', [{ dob: a }, { dob: b }]), level, `${a} and ${b}`)
  })
}

const NIK = '1606014504820001'
const ANOTHER = '1606024504820003'

/** A birth date beside the NIK of its record. */
const RECORDS: readonly (readonly [why: string, level: string, a: RawRecord, b: RawRecord])[] = [
  ['the NIK of one carries the date of the other', 'nik_date', { nik: NIK, dob: '1980-01-01' }, { dob: '1982-04-05' }],
  ['it does so where its own date is missing', 'nik_date', { nik: NIK }, { dob: '1982-04-05', nik: ANOTHER }],
  ['equal dates need no NIK', 'equal', { nik: NIK, dob: '1982-04-05' }, { dob: '1982-04-05', nik: ANOTHER }],
  [
    'one number on both sides holds the date already',
    'beside_nik',
    { nik: NIK, dob: '1982-04-05' },
    { dob: '05/04/1982', nik: NIK },
  ],
  [
    'swapped day and month agree with it',
    'beside_nik',
    { nik: NIK, dob: '1982-05-04' },
    { dob: '1982-04-05', nik: NIK },
  ],
  ['one date one part off', 'off_beside_nik', { nik: NIK, dob: '1982-04-15' }, { dob: '1982-04-05', nik: NIK }],
  ['a default date', 'off_beside_nik', { nik: NIK, dob: '1982-12-31' }, { dob: '1982-04-05', nik: NIK }],
  [
    'one date contradicts the number, which its own comparison has counted',
    'counted_in_nik',
    { nik: NIK, dob: '1960-02-03' },
    { dob: '1982-04-05', nik: NIK },
  ],
  [
    'two equal dates that contradict the number are evidence of their own',
    'equal',
    { nik: NIK, dob: '1960-02-03' },
    { dob: '1960-02-03', nik: NIK },
  ],
  ['one number on both sides and no date', 'missing', { nik: NIK }, { dob: '1982-04-05', nik: NIK }],
  ['a NIK of another century carries it too', 'nik_date', { nik: '1606014504200001' }, { dob: '1920-04-05' }],
  ['a NIK of another day', 'different', { nik: '1606014604820001', dob: '1960-02-03' }, { dob: '1982-04-05' }],
  ['a damaged NIK carries nothing', 'different', { nik: NIK.slice(0, 15), dob: '1960-02-03' }, { dob: '1982-04-05' }],
  ['a man and a woman of one day', 'nik_date', { nik: '1606010504820001' }, { dob: '1982-04-05', nik: ANOTHER }],
]

for (const [why, level, a, b] of RECORDS) {
  test(`birth_date beside a NIK: ${why}`, async (t) => {
    t.equal(levelBetween('birth_date', [a, b]), level)
  })
}
