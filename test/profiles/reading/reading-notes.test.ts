import { test } from 'tap'
import type { BatchReading } from '../../../src/domain/registry/records/batch-reading.js'
import { bantuUmak } from '../../../src/profiles/built-in/bantu-umak.js'
import { canonical } from '../../../src/profiles/built-in/canonical.js'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import { mubaSurvei } from '../../../src/profiles/built-in/muba-survei.js'
import { sibangkit } from '../../../src/profiles/built-in/sibangkit.js'
import type { BatchForm } from '../../../src/profiles/reading/read-rows.js'
import type { Profile } from '../../../src/profiles/schema/profile.js'
import { readAll } from '../../support/profiles/read-all.js'

async function readingOf(file: string | Uint8Array, profile: Profile): Promise<BatchReading> {
  const form: BatchForm = {}
  await readAll(file, profile, { form })
  if (form.reading === undefined) throw new Error('Every file has a reading')
  return form.reading
}

test('columns that are understood, not understood and missing are told', async (t) => {
  const reading = await readingOf(
    'iddtks|nomor_nik|nama|berat badan|warna rumah|no\nR-1|-|NI LUH SARI|50|biru|1\n',
    dtks,
  )
  t.match(reading, { format: 'csv', separator: '|', encoding: 'utf-8', variants: ['individual'] })
  t.same(reading.columns, [
    { name: 'iddtks', to: 'source_key' },
    { name: 'nomor_nik', to: 'nik' },
    { name: 'nama', to: 'name' },
  ])
  t.same(reading.not_understood, ['berat badan', 'warna rumah'])
  t.same(reading.missing.slice(0, 4), ['kk', 'dob', 'sex', 'birthplace'])
  t.same(
    reading.warnings.map(({ code, detail }) => [code, /\((\w+)\)/.exec(detail)?.[1]]),
    [
      ['COLUMN_MISSING', 'kk'],
      ['COLUMN_MISSING', 'dob'],
      ['COLUMN_MISSING', 'sex'],
    ],
  )
})

test('a field that one of several headers lacks is missing', async (t) => {
  const reading = await readingOf(
    'nama;nik;no_kk;tgl_lahir;hp ibu\nA;1;2;01-02-1980;x\nnama;nik;no_kk\nB;3204011506770002;2\n',
    bantuUmak,
  )
  t.ok(reading.missing.includes('dob'))
  t.same(reading.not_understood, ['hp ibu'])
  t.same(reading.passed_over, [{ kind: 'header', count: 2, lines: [1, 3] }])
})

test('values below a blank column name are told', async (t) => {
  const filled = await readingOf('nama;nik;;no_kk\nA;1;x;2\n', bantuUmak)
  t.same(filled.not_understood, ['column_3'])
  const blank = await readingOf('nama;nik;;no_kk\nA;1;;2\n', bantuUmak)
  t.same(blank.not_understood, [])
})

test('numbers that all end in 0 are told, and a text of a spreadsheet that cut them', async (t) => {
  const rows = (count: number, last: string) =>
    Array.from({ length: count }, (_, at) => `A${at};32040155028${10 + at}01${last};3204011203${10 + at}0001`).join(
      '\n',
    )
  const warningsOf = async (text: string) =>
    (await readingOf(`nama;nik;no_kk\n${text}\n`, bantuUmak)).warnings.filter(({ code }) => code === 'NUMBERS_CUT')
  t.match(await warningsOf(rows(6, '0')), [{ column: 'nik', count: 6 }])
  t.same(await warningsOf(`${rows(9, '0')}\nZ;3204015502801001;2`), [], 'one that does not')
  t.same(await warningsOf(rows(5, '0')), [], 'a few')
  t.match(await warningsOf('A;3.20402E+15;2\nB;3204015502801001;2'), [{ column: 'nik', count: 1, lines: [2] }])
})

test('fields of documents are told in the same way', async (t) => {
  const survey = await readingOf(
    '{"id":1,"responden":"A","lokasi":{"desa":"X","pos":1},"alergi":"-"}\n{"id":2,"nama":"B","nik":"1","ternak":{"ayam":2}}\n',
    mubaSurvei,
  )
  t.match(survey.columns, [
    { name: 'id', to: 'source_key' },
    { name: 'responden', to: 'name' },
    { name: 'lokasi.desa', to: 'village_name' },
    { name: 'nama', to: 'name' },
    { name: 'nik', to: 'nik' },
  ])
  t.same(survey.not_understood, ['lokasi.pos', 'alergi', 'ternak'])
  t.ok(survey.missing.includes('kk') && survey.missing.includes('dob'))
  t.notOk(survey.missing.includes('nik'), 'one document has it')
  const household = await readingOf(
    '{"id_keluarga":"1","nik":"2","anggota":[{"id":"a","nama":"A","no_kk":"3","nik":"4"}]}\n',
    sibangkit,
  )
  t.same(household.columns, [
    { name: 'id_keluarga', to: 'household_ref' },
    { name: 'id', to: 'source_key' },
    { name: 'nama', to: 'name' },
    { name: 'nik', to: 'nik' },
  ])
  t.same(household.not_understood, ['nik', 'no_kk'], 'fields in the wrong place')
})

test('a reading holds no value of a row and is bounded', async (t) => {
  const names = Array.from({ length: 900 }, (_, at) => `kolom ${at}`)
  const rows = Array.from({ length: 200 }, (_, at) => `k${at},SARI,3204015502800001`)
  const text = `Daftar 3204015502800001\nsource_key,name,nik,3204015502800001,${'x'.repeat(500)},${names.join()}\n${rows.join('\n')}\n`
  const reading = await readingOf(`${text}${'\n'.repeat(500)}`, canonical)
  t.notMatch(JSON.stringify(reading), /SARI|\d{6}/)
  t.equal(reading.not_understood.length, 300)
  t.ok(reading.not_understood.every((name) => name.length <= 100))
  t.match(reading.passed_over, [{ kind: 'title' }, { kind: 'header' }, { kind: 'blank', count: 500 }])
  t.ok(reading.passed_over.every(({ lines }) => lines.length <= 10))
  const documents = Array.from({ length: 5000 }, (_, at) => `{"id":${at},"responden":"A","f${'a'.repeat(300)}${at}":1}`)
  t.equal((await readingOf(documents.join('\n'), mubaSurvei)).not_understood.length <= 300, true)
})

test('names of columns are told without what cannot be stored', async (t) => {
  const cut = `${'x'.repeat(99)}😀`
  const reading = await readingOf(`source_key,name,a\0b,"c\td",${cut}\n1,A,,,\n`, canonical)
  t.same(reading.not_understood, ['ab', 'cd', 'x'.repeat(99)])
  const documents = await readingOf(
    '{"id":1,"responden":"A","e\\u0000\\ud83df":1}\n{"id":2,"responden":"A"}\n',
    mubaSurvei,
  )
  t.notMatch(JSON.stringify(documents), /\\u|\0/)
})

test('a file that is refused has a reading as well', async (t) => {
  t.match(await readingOf('x;y\n1;2\n', bantuUmak), { format: 'csv', columns: [], variants: [] })
  t.match(await readingOf('', bantuUmak), { format: 'csv', columns: [] })
})
