import { test } from 'tap'
import type { RawRecord } from '../../../../src/domain/linkage/features/raw-record.js'
import { levelBetween } from '../../../support/domain/built-in-table.js'

/** A woman born on 5 April 1982 and first registered in kecamatan 16.06.01. */
const WATI = '1606014504820001'
const BORN = '1982-04-05'
const CONTRADICTED = '1975-11-20'

const PAIRS: Readonly<Record<string, readonly (readonly [why: string, a: string, b: string])[]>> = {
  equal: [
    ['the same digits', WATI, WATI],
    ['with an apostrophe and spaces', `'${WATI}`, '1606 0145 0482 0001'],
    ['with a letter O for a zero', WATI, WATI.replace('0', 'O')],
  ],
  serial_slip: [
    ['a digit of a serial that is never reached', '1606014504820001', '1606014504828001'],
    ['swapped digits of such a serial', '1606014504820120', '1606014504821020'],
  ],
  serial_apart: [
    ['twins', '1606014504820001', '1606014504820002'],
    ['two likely serials, one digit apart', '1606014504820003', '1606014504820013'],
    ['serials two digits apart', '1606014504820121', '1606014504820345'],
    ['high serials on 1 July, which many people without papers are given', '1606010107600145', '1606010107600125'],
    ['high serials on 31 December', '1606017112550231', '1606017112550237'],
    ['high serials on 1 January', '1606010101480310', '1606010101480130'],
  ],
  region_slip: [
    ['the neighbouring kecamatan', '1606014504820001', '1606024504820001'],
    ['a swap in the area', '1606014504820001', '1660014504820001'],
  ],
  date_slip: [
    ['another year', '1606014504820001', '1606014504830001'],
    ['another day', '1606014504820001', '1606014604820001'],
    ['the sex of another person', '1606014504820001', '1606010504820001'],
    ['swapped digits of the year', '1606014504820001', '1606014504280001'],
    ['a swap over the border of the halves', '1606011101820001', '1606011011820001'],
  ],
  compatible: [
    ['a lost digit', WATI, WATI.slice(0, 9) + WATI.slice(10)],
    ['a doubled digit', WATI, `${WATI.slice(0, 9)}${WATI.slice(8)}`],
    ['what a spreadsheet left', WATI, '1.60601E+15'],
    ['the last digit lost to a spreadsheet', '1606014504820003', '1606014504820000'],
    ['a beginning', WATI, WATI.slice(0, 12)],
    ['an impossible date one digit apart', WATI, '1606014514820001'],
  ],
  same_day_and_sex: [
    ['registered again in another province', '1606014504820001', '1801034504820001'],
    ['another kecamatan and serial', '1606014504820001', '1606024504820002'],
  ],
  different: [
    ['two persons', '1606014504820001', '1606011103750002'],
    ['one day, the other sex, another serial', '1606014504820001', '1606010504820002'],
    ['a date one digit apart in another province', '1606014504820001', '1871034504830001'],
    ['a date two digits apart', '1606014504820001', '1606014504950001'],
  ],
  missing: [
    ['none', WATI, ''],
    ['a dash', WATI, '-'],
    ['a placeholder', WATI, '1606000000000000'],
    ['two placeholders', '1234567890123456', '1234567890123456'],
    ['too little left', '1.6E+15', WATI],
    ['what is left fits another number', WATI, '1606014404820'],
  ],
}

for (const [level, pairs] of Object.entries(PAIRS)) {
  test(`nik: ${level}`, async (t) => {
    for (const [why, a, b] of pairs) t.equal(levelBetween('nik', [{ nik: a }, { nik: b }]), level, why)
  })
}

/** A NIK beside the birth date, KK, list and family of its record. */
const RECORDS: readonly (readonly [why: string, level: string, records: readonly RawRecord[]])[] = [
  ['both confirmed', 'equal', [WATI, WATI].map((nik) => ({ nik, dob: BORN }))],
  ['a default day of another year does not deny it', 'equal', [{ nik: WATI }, { nik: WATI, dob: '1975-12-31' }]],
  ['a birth date one part off does not deny it', 'equal', [{ nik: WATI }, { nik: WATI, dob: '1982-04-15' }]],
  ['swapped day and month confirm it', 'equal', [{ nik: WATI }, { nik: WATI, dob: '1982-05-04' }]],
  [
    'one denied by its birth date',
    'equal_doubtful',
    [
      { nik: WATI, dob: BORN },
      { nik: WATI, dob: CONTRADICTED },
    ],
  ],
  [
    'different numbers, one denied',
    'different_doubtful',
    [{ nik: '1606011103750002' }, { nik: WATI, dob: CONTRADICTED }],
  ],
  [
    'each confirmed by the birth date of its own record',
    'different_confirmed',
    [
      { nik: WATI, dob: BORN },
      { nik: '1606011103750002', dob: '1975-03-11' },
    ],
  ],
  [
    'a mother and a daughter of one day and month: two dates, each confirmed, are no slip',
    'different_confirmed',
    [
      { nik: WATI, dob: BORN },
      { nik: '1606014504920001', dob: '1992-04-05' },
    ],
  ],
  [
    'a slip in the date, where one record has another date than its NIK',
    'date_slip',
    [
      { nik: WATI, dob: BORN },
      { nik: '1606014504830001', dob: BORN },
    ],
  ],
  [
    'twins, each confirmed',
    'serial_apart',
    [
      { nik: WATI, dob: BORN },
      { nik: '1606014504820002', dob: BORN },
    ],
  ],
  [
    'a slip stays a slip where one is denied',
    'date_slip',
    [{ nik: '1606014504830001' }, { nik: WATI, dob: CONTRADICTED }],
  ],
  [
    'the KK typed into the column of the NIK',
    'missing',
    [{ nik: '1606010203040005', kk: '1606010203040005' }, { nik: '1606010203040005' }],
  ],
  [
    'the number of the head repeated for another member',
    'missing',
    [
      { nik: WATI, dob: CONTRADICTED, source: 'p3ke', household_ref: 'x' },
      { nik: WATI, dob: BORN, source: 'dtks', household_ref: 'a' },
      { nik: WATI, dob: BORN, source: 'p3ke', household_ref: 'x' },
    ],
  ],
  [
    'the same two rows in two families are both doubtful',
    'equal_doubtful',
    [
      { nik: WATI, dob: CONTRADICTED, source: 'p3ke', household_ref: 'x' },
      { nik: WATI, dob: BORN, source: 'p3ke', household_ref: 'y' },
    ],
  ],
]

for (const [why, level, records] of RECORDS) {
  test(`nik in its record: ${why}`, async (t) => {
    t.equal(levelBetween('nik', records), level)
  })
}
