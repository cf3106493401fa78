import { test } from 'tap'
import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import { mubaSurvei } from '../../../src/profiles/built-in/muba-survei.js'
import type { BatchForm, ReadRow } from '../../../src/profiles/reading/read-rows.js'
import { sibangkit } from '../../../src/profiles/built-in/sibangkit.js'
import { inShort, readAll } from '../../support/profiles/read-all.js'
import { workbookParts, writeZip } from '../../support/profiles/write-workbook.js'

const GOOD = '1606051304980001;1606111609140001;SITI AMINAH;JL. MELATI'
const MEMBER = { id: 'm1', nama: 'ADI', hubungan: 'KEPALA KELUARGA' }

function table(...lines: string[]): string {
  return ['NIK;NO_KK;NAMA_LGKP;ALAMAT', ...lines, ''].join('\n')
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le')
}

test('two heads of one household stay two rows, and the second is marked', async (t) => {
  const anggota = [
    MEMBER,
    { id: 'm2', nama: 'SITI', hubungan: 'ISTRI' },
    { id: 'm3', nama: 'BUDI', hubungan: 'Kepala Keluarga' },
  ]
  const rows = await readAll(JSON.stringify({ id_keluarga: '1', anggota }), sibangkit)
  t.same(
    rows.map((row) => (row as ReadRow).warnings.map(({ code }) => code)),
    [[], [], ['HEAD_TWICE']],
  )
})

test('members have the facts of their household, and the raw row holds one member only', async (t) => {
  const anggota = [MEMBER, { ...MEMBER, id: 'm2', hubungan: 'ISTRI' }]
  const household = {
    id_keluarga: 'K1',
    no_kk: '1606111609140001',
    alamat: 'JL. X',
    lantai: 'TANAH',
    lat: -2.5,
    lon: 103.5,
    foto_rumah: ['a.jpg', { file: 'b.jpg', lat: '-2.6', lon: '103.6' }],
  }
  const rows = await readAll(JSON.stringify({ ...household, anggota }), sibangkit)
  t.match(rows[1], { record: { household_ref: 'K1', kk: '1606111609140001', address: 'JL. X', shdk: 'ISTRI' } })
  t.same((rows[1] as ReadRow).facts, {
    floor: 'TANAH',
    latitude: -2.5,
    longitude: 103.5,
    photos: [
      { file: 'a.jpg', shows: 'rumah' },
      { file: 'b.jpg', shows: 'rumah', latitude: -2.6, longitude: 103.6 },
    ],
  })
  t.same((rows[1] as ReadRow).raw, { ...household, anggota: [anggota[1]] })
})

test('every digit of a number is kept, also beyond the precision of a number', async (t) => {
  const [row] = await readAll('{"id":7,"responden":"SITI 9109011304980003","nik":9109011304980003}\n', mubaSurvei)
  t.match(row, { sourceKey: '7', record: { nik: '9109011304980003', name: 'SITI 9109011304980003' } })
})

test('a workbook is read like a table: its first sheet, numbers as written, dates as dates', async (t) => {
  const rows = [
    ['DAFTAR PENDUDUK'],
    ['NIK', 'NO_KK', 'NAMA_LGKP', 'TGL_LHR', 'ALAMAT'],
    [1606051304980001, '1606111609140001', 'SITI & <ADI>', 35898, ''],
    ['', '', '', '', ''],
    ['-', '', 'BUDI', '31/12/1970'],
  ]
  const outcomes = await readAll(writeZip(workbookParts(rows)), disdukcapil)
  t.same(inShort(outcomes), ['row 1', 'row 2'])
  t.match(outcomes[0], { line: 3, record: { nik: '1606051304980001', name: 'SITI & <ADI>', dob: '1998-04-13' } })
  t.match(outcomes[1], { line: 5, record: { name: 'BUDI', dob: '1970-12-31' } })
})

const ENCODED: readonly (readonly [what: string, file: Uint8Array, encoding: string])[] = [
  ['UTF-8', Buffer.from(table('1;2;RENÉ “A”;X')), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${table('1;2;RENÉ “A”;X')}`), 'utf-8'],
  ['UTF-16 little-endian', utf16(table('1;2;RENÉ “A”;X')), 'utf-16le'],
  ['UTF-16 big-endian', Buffer.from(utf16(table('1;2;RENÉ “A”;X'))).swap16(), 'utf-16be'],
  ['Windows-1252', latin1(table('1;2;REN\u00c9 \u0093A\u0094;X')), 'windows-1252'],
  [
    'Windows-1252 far into the file',
    latin1(table(...Array<string>(3000).fill(GOOD), '1;2;REN\u00c9 \u0093A\u0094;X')),
    'windows-1252',
  ],
]

test('the encoding is detected by byte order marks or by valid bytes', async (t) => {
  for (const [what, file, encoding] of ENCODED) {
    const form: BatchForm = {}
    const outcomes = await readAll(file, disdukcapil, { form })
    t.match(outcomes.at(-1), { kind: 'row', record: { name: 'RENÉ “A”' } }, what)
    t.match(form, { file: { encoding, separator: ';', format: 'csv' } }, what)
  }
})
