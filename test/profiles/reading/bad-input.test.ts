import { test } from 'tap'
import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import { mubaSurvei } from '../../../src/profiles/built-in/muba-survei.js'
import type { Profile } from '../../../src/profiles/schema/profile.js'
import type { ReadOptions, RowOutcome } from '../../../src/profiles/reading/read-rows.js'
import { sibangkit } from '../../../src/profiles/built-in/sibangkit.js'
import { inShort, readAll } from '../../support/profiles/read-all.js'
import { workbookParts, writeZip } from '../../support/profiles/write-workbook.js'

const HEADER = 'NIK;NO_KK;NAMA_LGKP;ALAMAT'
const GOOD = '1606051304980001;1606111609140001;SITI AMINAH;JL. MELATI'

function table(...lines: string[]): string {
  return [HEADER, ...lines, ''].join('\n')
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le')
}

interface Case {
  readonly what: string
  readonly file: string | Uint8Array
  readonly profile?: Profile
  readonly options?: ReadOptions
  readonly expected: readonly string[]
}

const TABLES: readonly Case[] = [
  { what: 'an empty file', file: '', expected: ['refusal 1 FILE_EMPTY'] },
  { what: 'blank lines alone', file: '\n \n', expected: ['refusal 1 FILE_EMPTY'] },
  { what: 'a byte order mark alone', file: '\uFEFF', expected: ['refusal 1 FILE_EMPTY'] },
  { what: 'a header alone', file: `${HEADER}\n`, expected: [] },
  { what: 'a file that is no table', file: 'halo\nini bukan daftar\n', expected: ['refusal 1 HEADER_UNKNOWN'] },
  {
    what: 'a separator that no list has',
    file: table(GOOD).replaceAll(';', '#'),
    expected: ['refusal 1 HEADER_UNKNOWN'],
  },
  {
    what: 'another separator in the rows',
    file: table(GOOD, GOOD.replaceAll(';', ',')),
    expected: ['row 1', 'rejection 3 ROW_RAGGED'],
  },
  { what: 'a column twice', file: `${HEADER};nik\n${GOOD};x\n`, expected: ['refusal 1 HEADER_TWICE'] },
  {
    what: 'a short and a long row',
    file: table('1;2', `${GOOD};x`, GOOD),
    expected: ['rejection 2 ROW_RAGGED', 'rejection 3 ROW_RAGGED', 'row 3'],
  },
  { what: 'blank cells behind a row', file: table(`${GOOD};;`), expected: ['row 1'] },
  {
    what: 'a NIK as a float',
    file: table('1.60605E+15;1606111609140001;SITI;X', '1606051304980001.0;-;ADI;X'),
    expected: ['row 1', 'row 2'],
  },
  { what: 'a NUL', file: table('1606051304980001;;SI\0TI;X', GOOD), expected: ['rejection 2 NUL_CHARACTER', 'row 2'] },
  {
    what: 'a row that nothing identifies',
    file: table(';;;JL. X', GOOD),
    expected: ['rejection 2 KEY_MISSING', 'row 2'],
  },
  {
    what: 'a quote that is never closed',
    file: table(`"${GOOD}`, GOOD, GOOD),
    expected: ['rejection 2 QUOTE_UNCLOSED', 'row 2', 'row 3'],
  },
  {
    what: 'a quote that another row closes',
    file: table('1;2;"SITI;X', '1;2;"ADI";X', GOOD),
    expected: ['rejection 2 QUOTE_UNCLOSED', 'row 2', 'row 3'],
  },
  {
    what: 'text behind a quote',
    file: table('1;2;"SITI" AMINAH;X', GOOD),
    expected: ['rejection 2 QUOTE_MISPLACED', 'row 2'],
  },
  { what: 'quotes inside a field', file: table('1;2;SITI "NENG" A;X'), expected: ['row 1'] },
  {
    what: 'a line break inside quotes',
    file: table('1;2;SITI;"JL. X\nRT 1"', '1;2'),
    expected: ['row 1', 'rejection 4 ROW_RAGGED'],
  },
  {
    what: 'a field of ten million characters',
    file: table(`1;2;${'A'.repeat(10_000_000)};X`, GOOD),
    expected: ['rejection 2 FIELD_TOO_LONG', 'row 2'],
  },
  {
    what: 'a quoted field of ten million characters',
    file: table(`1;2;"${'A'.repeat(10_000_000)}";X`, GOOD),
    expected: ['rejection 2 FIELD_TOO_LONG', 'row 2'],
  },
  {
    what: 'a row of a million fields',
    file: table(';'.repeat(2_000_000), GOOD),
    expected: ['rejection 2 ROW_TOO_LONG', 'row 2'],
  },
  {
    what: 'a header of ten thousand columns',
    file: `${'x;'.repeat(10_000)}\n`,
    expected: ['refusal 1 HEADER_TOO_WIDE'],
  },
  {
    what: 'half a character at the end',
    file: Buffer.concat([Buffer.from(`${table(GOOD)}1;2;SITI;JL. É`), Buffer.from([0xc3])]),
    expected: ['row 1', 'rejection 3 TEXT_UNDECODABLE'],
  },
  {
    what: 'half a character of UTF-16 at the end',
    file: Buffer.concat([utf16(`${table(GOOD)}1;2;SITI;JL`), Buffer.from([0x41])]),
    expected: ['row 1', 'rejection 3 TEXT_UNDECODABLE'],
  },
  {
    what: 'a damaged character in UTF-8',
    file: Buffer.concat([Buffer.from(table('1;2;SITI É;X')), latin1('1;2;\u00c9;X\n'), Buffer.from(`${GOOD} É\n`)]),
    expected: ['row 1', 'rejection 3 TEXT_UNDECODABLE', 'row 3'],
  },
  {
    what: 'an old workbook',
    file: latin1(`\u00d0\u00cf\u0011\u00e0${'x'.repeat(600)}`),
    expected: ['refusal 1 XLSX_UNREADABLE'],
  },
  {
    what: 'a workbook that is no zip',
    file: table(GOOD),
    options: { format: 'xlsx' },
    expected: ['refusal 1 XLSX_UNREADABLE'],
  },
  {
    what: 'a zip that is cut off',
    file: writeZip(workbookParts([['NIK']])).subarray(0, 300),
    expected: ['refusal 1 XLSX_UNREADABLE'],
  },
  {
    what: 'a zip that is no workbook',
    file: writeZip([{ path: 'a.txt', content: 'a' }]),
    expected: ['refusal 1 XLSX_UNREADABLE'],
  },
  {
    what: 'a workbook of broken XML',
    file: writeZip(
      workbookParts([['NIK']]).map((part) =>
        part.path.endsWith('sheet3.xml') ? { ...part, content: '<worksheet><row></worksheet>' } : part,
      ),
    ),
    expected: ['refusal 1 XLSX_UNREADABLE'],
  },
  {
    what: 'a part that claims two gigabytes',
    file: writeZip(workbookParts([['NIK']]).map((part) => ({ ...part, declares: 2 ** 31 }))),
    expected: ['refusal 1 XLSX_TOO_LARGE'],
  },
  {
    what: 'a part that unpacks to more than it claims',
    file: writeZip(
      workbookParts([['NIK']]).map((part) =>
        part.path.endsWith('sheet3.xml') ? { ...part, content: ' '.repeat(50_000_000), declares: 100 } : part,
      ),
    ),
    expected: ['refusal 1 XLSX_UNREADABLE'],
  },
]

const PERSON = { id: '1', responden: 'SITI', nik: '-' }
const LINE = JSON.stringify(PERSON)
const MEMBER = { id: 'm1', nama: 'ADI', hubungan: 'KEPALA KELUARGA' }

const DOCUMENTS: readonly Case[] = [
  {
    what: 'not JSON though it is said to be',
    file: 'id;nama\n',
    options: { format: 'ndjson' },
    expected: ['refusal 1 JSON_UNREADABLE'],
  },
  {
    what: 'a broken line among others',
    file: `${LINE}\n{"id":\n${LINE}\n`,
    expected: ['row 1', 'rejection 2 JSON_UNREADABLE', 'row 3'],
  },
  {
    what: 'a line that is no object',
    file: `${LINE}\n[1]\n"x"\n`,
    expected: ['row 1', 'rejection 2 JSON_SHAPE', 'rejection 3 JSON_SHAPE'],
  },
  { what: 'a line without a name', file: `${LINE}\n{"id":"2"}\n`, expected: ['row 1', 'rejection 2 JSON_SHAPE'] },
  { what: 'an array', file: `[${LINE},\n${LINE}]`, expected: ['row 1', 'row 2'] },
  {
    what: 'an array of other things',
    file: `[${LINE}, 1, "x", [2], null]`,
    expected: [
      'row 1',
      'rejection 1 JSON_SHAPE',
      'rejection 1 JSON_SHAPE',
      'rejection 1 JSON_SHAPE',
      'rejection 1 JSON_SHAPE',
    ],
  },
  { what: 'an array that is cut off', file: `[${LINE},{"id":"2"`, expected: ['row 1', 'rejection 1 JSON_UNFINISHED'] },
  { what: 'one document over several lines', file: JSON.stringify(PERSON, null, 2), expected: ['row 1'] },
  { what: 'a NUL by escape', file: `{"id":"1","responden":"SI\\u0000TI"}\n`, expected: ['rejection 1 NUL_CHARACTER'] },
  {
    what: 'half a surrogate pair',
    file: `{"id":"1","responden":"SI\\ud83dTI"}\n`,
    expected: ['rejection 1 TEXT_UNDECODABLE'],
  },
  {
    what: 'a field of ten million characters',
    file: `{"id":"1","responden":"${'A'.repeat(10_000_000)}"}\n${LINE}\n`,
    expected: ['rejection 1 ROW_TOO_LONG', 'row 2'],
  },
  {
    what: 'a long field',
    file: `{"id":"1","responden":"${'A'.repeat(70_000)}"}\n${LINE}\n`,
    expected: ['rejection 1 FIELD_TOO_LONG', 'row 2'],
  },
  {
    what: 'an element of ten million characters',
    file: `[{"id":"1","responden":"${'A'.repeat(10_000_000)}"},${LINE}]`,
    expected: ['rejection 1 ROW_TOO_LONG', 'row 2'],
  },
  {
    what: 'deep nesting',
    file: `{"id":"1","responden":"SITI","x":${'['.repeat(5000)}${']'.repeat(5000)}}\n`,
    expected: ['rejection 1 JSON_SHAPE'],
  },
  {
    what: 'a household without members',
    file: `{"id_keluarga":"1","anggota":[]}\n{"id_keluarga":"2"}\n`,
    profile: sibangkit,
    expected: ['rejection 1 MEMBERS_MISSING', 'rejection 2 MEMBERS_MISSING'],
  },
  {
    what: 'a member that is no object',
    file: `${JSON.stringify({ id_keluarga: '1', anggota: [MEMBER, 'x', { ...MEMBER, id: 'm2' }] })}\n`,
    profile: sibangkit,
    expected: ['row 1', 'rejection 1 JSON_SHAPE', 'row 3'],
  },
]

test('each bad row is rejected with its place, each unreadable file is refused, and the rest is read', async (t) => {
  for (const { what, file, profile = disdukcapil, options = {}, expected } of TABLES)
    t.same(inShort(await readAll(file, profile, options)), expected, what)
  for (const { what, file, profile = mubaSurvei, options = {}, expected } of DOCUMENTS)
    t.same(inShort(await readAll(file, profile, options)), expected, what)
})

test('the result does not depend on where the chunks of the stream end', async (t) => {
  for (const { what, file, profile, options = {}, expected } of [...TABLES, ...DOCUMENTS]) {
    if (file.length > 100_000) continue
    const read = profile ?? (DOCUMENTS.some((document) => document.file === file) ? mubaSurvei : disdukcapil)
    for (const chunk of [1, 3]) t.same(inShort(await readAll(file, read, { ...options, chunk })), expected, what)
  }
})

test('errors contain no value of the row', async (t) => {
  const outcomes: RowOutcome[] = []
  for (const { file, profile = disdukcapil } of [...TABLES, ...DOCUMENTS])
    outcomes.push(...(await readAll(file, profile)))
  const errors = JSON.stringify(outcomes.flatMap((outcome) => (outcome.kind === 'row' ? [] : outcome.errors)))
  for (const value of ['SITI', 'ADI', '1606', 'JL.']) t.notOk(errors.includes(value), value)
})
