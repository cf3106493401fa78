import { test } from 'tap'
import type { RawRecord } from '../../../../src/domain/linkage/features/raw-record.js'
import { levelBetween } from '../../../support/domain/built-in-table.js'

/** A row of a list: the list with the family's mark in it, the name, the birth date, and the NIK where it is known. */
type Row = readonly [family: string, name: string, dob: string, nik?: string]

function recordOf([family, name, dob, nik = '']: Row): RawRecord {
  const [source = '', household = ''] = family.split(':')
  return { source, household_ref: household, name, dob, nik }
}

const BUDI: Row = ['dtks:a', 'BUDI SANTOSO', '1980-03-05']
const BUDI_THERE: Row = ['p3ke:x', 'BUDI SANTOSO', '1980-03-05']
const WATI_NIK = '1606014504820001'
const RINA_NIK = '1606015107090002'

const wife = (family: string): Row => [family, 'WATI SUSANTI', '1982-04-05', WATI_NIK]
const daughter = (family: string): Row => [family, 'RINA SANTOSO', '2009-07-11', RINA_NIK]
const son = (family: string): Row => [family, 'ANDI SANTOSO', '2011-02-14']
const mother = (family: string): Row => [family, 'SUMARNI', '1955-08-09']

/** The first two rows are compared. */
const CASES: readonly (readonly [why: string, level: string, rows: readonly Row[]])[] = [
  ['no family is known', 'missing', [BUDI, ['p3ke:', 'BUDI SANTOSO', '1980-03-05'], wife('dtks:a')]],
  ['a record without co-members has no company', 'missing', [BUDI, BUDI_THERE, wife('dtks:a')]],
  ['two rows of one family are no company to each other', 'missing', [BUDI, wife('dtks:a')]],
  ['no other member in common', 'none', [BUDI, BUDI_THERE, wife('dtks:a'), mother('p3ke:x')]],
  [
    'two who have nothing in common are no rivals',
    'none',
    [son('dtks:a'), mother('p3ke:x'), wife('dtks:a'), daughter('p3ke:x')],
  ],
  ['in lists that name him twice his double is company', 'one', [BUDI, BUDI_THERE, BUDI, BUDI_THERE]],
  [
    'a twin who resembles the compared record itself is no company in common',
    'none',
    [
      ['dtks:a', 'NUR AINI', '2010-10-10'],
      ['p3ke:x', 'NUR AINI', '2010-10-10'],
      ['dtks:a', 'NUR SARI', '2010-10-10'],
      ['p3ke:x', 'AINI PUTRI', '2010-10-10'],
    ],
  ],
  ['the wife by her NIK', 'one', [BUDI, BUDI_THERE, wife('dtks:a'), wife('p3ke:x')]],
  ['the son by birth date and name', 'one', [BUDI, BUDI_THERE, son('dtks:a'), son('p3ke:x'), mother('p3ke:x')]],
  [
    'a spelling of the son',
    'one',
    [BUDI, BUDI_THERE, son('dtks:a'), ['p3ke:x', 'ANDY', '2011-02-14'], mother('p3ke:x')],
  ],
  [
    'one NIK outweighs a respelt name and another birth date',
    'one',
    [BUDI, BUDI_THERE, wife('dtks:a'), ['p3ke:x', 'SUSI', '1983-01-01', WATI_NIK]],
  ],
  [
    'two NIKs separate two sisters of one name and day',
    'none',
    [BUDI, BUDI_THERE, daughter('dtks:a'), ['p3ke:x', 'RINA SANTOSO', '2009-07-11', '1606015107090003']],
  ],
  [
    'a year alone is no birth date in common',
    'none',
    [BUDI, BUDI_THERE, ['dtks:a', 'ANDI SANTOSO', '2011'], ['p3ke:x', 'ANDI SANTOSO', '2011'], mother('p3ke:x')],
  ],
  [
    'the commonest of three words is no name in common',
    'none',
    [
      BUDI,
      BUDI_THERE,
      ['dtks:a', 'SITI RUKAYAH ZUBAIDAH', '2011-02-14'],
      ['p3ke:x', 'SITI DJOEWARIAH WULANDARI', '2011-02-14'],
    ],
  ],
  [
    'another name on the same day is another person',
    'none',
    [BUDI, BUDI_THERE, son('dtks:a'), ['p3ke:x', 'DEDI KURNIA', '2011-02-14']],
  ],
  [
    'wife and daughter',
    'two',
    [BUDI, BUDI_THERE, wife('dtks:a'), daughter('dtks:a'), wife('p3ke:x'), daughter('p3ke:x')],
  ],
  [
    'four others are three or more',
    'three_or_more',
    [
      BUDI,
      BUDI_THERE,
      ...[wife, daughter, son, mother].map((member) => member('dtks:a')),
      ...[mother, son, daughter, wife].map((member) => member('p3ke:x')),
    ],
  ],
  [
    'twins who both resemble one child of the other list share one',
    'one',
    [
      BUDI,
      BUDI_THERE,
      ['dtks:a', 'NUR AINI', '2010-10-10'],
      ['dtks:a', 'NUR AMELIA', '2010-10-10'],
      ['p3ke:x', 'NUR', '2010-10-10'],
    ],
  ],
  [
    'the other list names the twin by the NIK of this one',
    'rival',
    [
      ['dtks:a', 'RINA SANTOSO', '2009-07-11', RINA_NIK],
      ['p3ke:x', 'RINI SANTOSO', '2009-07-11'],
      ['p3ke:x', 'RINA SANTOSO', '2009-07-11', RINA_NIK],
      wife('dtks:a'),
    ],
  ],
  [
    'a namesake of another birth date is no rival',
    'none',
    [BUDI, BUDI_THERE, ['p3ke:x', 'BUDI SANTOSO', '2005-03-05'], wife('dtks:a')],
  ],
  [
    'a rival by the whole name where this one shares a token',
    'rival',
    [
      ['dtks:a', 'NUR HASANAH', '2010-10-10'],
      ['p3ke:x', 'NUR HALIMAH', '2010-10-10'],
      ['p3ke:x', 'NUR HASANAH', '2010-10-10'],
      wife('dtks:a'),
    ],
  ],
  [
    'two spellings of one token in one name share one token with another name',
    'rival',
    [
      ['dtks:a', 'NUR NOOR', '2010-10-10'],
      ['p3ke:x', 'NUR HALIMAH', '2010-10-10'],
      ['p3ke:x', 'NOOR NUR', '2010-10-10'],
      wife('dtks:a'),
    ],
  ],
]

for (const [why, level, rows] of CASES) {
  test(`company: ${why}`, async (t) => {
    t.equal(levelBetween('company', rows.map(recordOf)), level)
  })
}

test('company: one family reference in two sources is two families, and a KK counts as a reference', async (t) => {
  const kk = '1606010203040005'
  const rows = [BUDI, BUDI_THERE, wife('dtks:a'), wife('p3ke:x')].map(recordOf)
  const byKk = rows.map((row) => ({ ...row, household_ref: '', kk }))
  t.equal(levelBetween('company', byKk), 'one')
  t.equal(
    levelBetween(
      'company',
      byKk.map((row) => ({ ...row, source: 'dtks' })),
    ),
    'missing',
  )
})
