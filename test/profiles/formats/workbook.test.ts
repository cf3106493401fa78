import { test } from 'tap'
import { bantuUmak } from '../../../src/profiles/built-in/bantu-umak.js'
import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import type { BatchForm, ReadRow, RowOutcome } from '../../../src/profiles/reading/read-rows.js'
import { inShort, readAll } from '../../support/profiles/read-all.js'
import {
  errorCell,
  type SheetCell,
  type SheetForm,
  workbookParts,
  writeWorkbook,
  writeZip,
} from '../../support/profiles/write-workbook.js'

const HEADER = ['no', 'nama_penerima', 'nik', 'no_kk', 'tanggal_lahir', 'jenis_kelamin', 'desa']
const ANI: SheetCell[] = ['1', 'ANI', '3204015502800001', '3204011203090001', '15-02-1980', 'P', 'CIKOLE']
const UJANG: SheetCell[] = ['2', 'UJANG', '3204011506770002', '3204011203090002', '15-06-1977', 'L', 'CIKOLE']

function namesOf(outcomes: readonly RowOutcome[]): readonly string[] {
  return outcomes.map((outcome) => (outcome.kind === 'row' ? outcome.record.name : (outcome.errors[0]?.code ?? '')))
}

function sheet(name: string, ...rows: readonly (readonly SheetCell[])[]): SheetForm {
  return { name, rows: [HEADER, ...rows] }
}

const HIDDEN: SheetForm = { ...sheet('Tahun lalu', ANI), state: 'hidden' }

test('the visible sheets with a table are read, hidden ones and notes are not', async (t) => {
  const notes: SheetForm = { name: 'Petunjuk', rows: [['Isi semua kolom.'], ['Jangan ubah nama kolom.']] }
  const cases: [what: string, sheets: readonly SheetForm[], names: readonly string[]][] = [
    ['a hidden sheet first', [HIDDEN, sheet('Final', UJANG)], ['UJANG']],
    ['a very hidden sheet', [sheet('Final', UJANG), { ...HIDDEN, state: 'veryHidden' }], ['UJANG']],
    ['a sheet for each village', [sheet('CIKOLE', ANI), sheet('LEMBANG', UJANG)], ['ANI', 'UJANG']],
    ['a sheet of notes', [notes, sheet('Data', ANI)], ['ANI']],
    ['empty sheets', [sheet('Sheet1', ANI), { name: 'Sheet2', rows: [] }, sheet('Sheet3')], ['ANI']],
    [
      'the same columns in another order',
      [sheet('A', ANI), { name: 'B', rows: [[...HEADER].reverse(), [...UJANG].reverse()] }],
      ['ANI', 'UJANG'],
    ],
  ]
  for (const [what, sheets, names] of cases)
    t.same(namesOf(await readAll(writeWorkbook(sheets), bantuUmak)), names, what)
})

test('sheets of different columns are refused by name, and one of them can be asked for', async (t) => {
  const form: BatchForm = {}
  const without = { name: 'LEMBANG', rows: [HEADER.slice(0, 4), ANI.slice(0, 4)] }
  const summary: SheetForm = {
    name: 'Rekap',
    rows: [
      ['DESA', 'KPM'],
      ['CIKOLE', 12],
      ['LEMBANG', 31],
    ],
  }
  for (const other of [without, summary]) {
    const file = writeWorkbook([sheet('CIKOLE', ANI, UJANG), other, HIDDEN])
    const [refusal, ...rest] = await readAll(file, bantuUmak)
    t.same(rest, [])
    t.match(refusal, { kind: 'refusal', errors: [{ code: 'SHEETS_DIFFERENT' }] })
    const detail = refusal?.kind === 'refusal' ? (refusal.errors[0]?.detail ?? '') : ''
    t.match(detail, `"CIKOLE", "${other.name}"`)
    t.match(detail, /\?sheet=NAME/)
    t.notMatch(detail, /Tahun lalu/, 'a hidden sheet is not offered')
    t.same(namesOf(await readAll(file, bantuUmak, { sheet: ' cikole ', form })), ['ANI', 'UJANG'])
    t.match(form.reading?.sheets, [
      { name: 'CIKOLE', state: 'read' },
      { name: other.name, state: 'not_asked' },
      { name: 'Tahun lalu', state: 'hidden' },
    ])
  }
})

test('a sheet that is hidden or missing is refused with the names of those that can be asked for', async (t) => {
  const file = writeWorkbook([HIDDEN, sheet('Final', ANI)])
  for (const asked of ['Tahun lalu', 'Lembar 9']) {
    const [refusal] = await readAll(file, bantuUmak, { sheet: asked })
    t.match(refusal, { errors: [{ code: 'SHEET_UNKNOWN', detail: /It has "Final"\./ }] })
  }
  const [none] = await readAll(writeWorkbook([HIDDEN]), bantuUmak)
  t.match(none, { errors: [{ code: 'SHEET_MISSING', detail: /not read: "Tahun lalu"/ }] })
  const [text] = await readAll('nik;no_kk;nama\n1;2;A\n', bantuUmak, { sheet: 'Final' })
  t.match(text, { errors: [{ code: 'SHEET_UNKNOWN', detail: /not a workbook/ }] })
})

test('a workbook has a bounded number of sheets, and numbers in their names are not shown', async (t) => {
  const many = Array.from({ length: 301 }, (_, at) => ({ name: `RT ${at}`, rows: [] }))
  t.match(await readAll(writeWorkbook(many), bantuUmak), [{ errors: [{ code: 'XLSX_TOO_LARGE' }] }])
  const named = writeWorkbook([
    sheet('KK 3204011203090001', ANI),
    {
      name: 'B',
      rows: [
        ['x', 'y'],
        ['1', '2'],
      ],
    },
  ])
  const [refusal] = await readAll(named, bantuUmak)
  t.match(refusal, { errors: [{ detail: /"KK …", "B"/ }] })
})

test('an error of one of several sheets names the sheet', async (t) => {
  const file = writeWorkbook([sheet('CIKOLE', ANI), sheet('LEMBANG', UJANG, ['3', '', '', '', '', '', 'X'])])
  const outcomes = await readAll(file, bantuUmak)
  t.same(inShort(outcomes), ['row 1', 'row 2', 'rejection 3 KEY_MISSING'])
  t.match(outcomes[2], { errors: [{ sheet: 'LEMBANG' }] })
})

test('merged cells repeat their value in each row that they cover', async (t) => {
  const header = ['NO', 'NO_KK', 'NIK', 'NAMA_LGKP', 'STAT_HBKEL', 'ALAMAT', 'NO_RT']
  const rows = [
    ['KARTU KELUARGA'],
    header,
    [1, '3204011203090001', '3204011506770002', 'UJANG', 'KEPALA KELUARGA', 'KP. CIKOLE', '004'],
    [2, '', '3204015502800001', 'ANI', 'ISTRI'],
    // The height of the row above, and no member.
    [],
    [3, '', '3204010101050003', 'DADAN', 'ANAK'],
    [4, '3204011203090007', '3204010203690001', 'ENCEP', 'KEPALA KELUARGA'],
  ]
  const merges = ['A1:G1', 'B3:B6', 'F3:G6', 'G3:G6']
  const outcomes = await readAll(writeWorkbook([{ name: 'KK', rows, merges }]), disdukcapil)
  t.same(
    outcomes.map((outcome) => {
      const { kk, name, address, rt } = (outcome as ReadRow).record
      return [kk, name, address, rt]
    }),
    [
      ['3204011203090001', 'UJANG', 'KP. CIKOLE', '004'],
      ['3204011203090001', 'ANI', 'KP. CIKOLE', '004'],
      ['3204011203090001', 'DADAN', 'KP. CIKOLE', '004'],
      ['3204011203090007', 'ENCEP', '', ''],
    ],
  )
  t.equal((outcomes[1] as ReadRow).raw['NO_KK'], '3204011203090001')
})

test('merged ranges are found behind any number of rows, and hostile ones cost nothing', async (t) => {
  const rows: SheetCell[][] = Array.from({ length: 5000 }, (_, at) => [
    String(at),
    `WARGA ${String.fromCharCode(65 + (at % 26))}`,
    '',
    at % 2 === 0 ? `32040112030${String(90_001 + at)}` : '',
    '15-02-1980',
    'P',
    'CIKOLE',
  ])
  const pairs = Array.from({ length: 2500 }, (_, at) => `D${2 * at + 2}:D${2 * at + 3}`)
  const hostile = ['A1:XFD1048576', 'ZZZ1:ZZZ9999999', 'D9:D2', 'B5:C4']
  const outcomes = await readAll(
    writeWorkbook([{ name: 'Data', rows: [HEADER, ...rows], merges: [...pairs, ...hostile] }]),
    bantuUmak,
  )
  const kks = outcomes.map((outcome) => (outcome as ReadRow).record.kk)
  t.equal(kks.length, 5000)
  t.ok(kks.every((kk, at) => kk !== '' && kk === kks[at - (at % 2)]))
})

test('a text shared by a thousand cells does not make a row of any size', async (t) => {
  const wide = Array.from({ length: 26 }, () => 'x'.repeat(60_000))
  const [rejection] = await readAll(writeWorkbook([sheet('Data', wide)]), bantuUmak)
  t.match(rejection, { kind: 'rejection', errors: [{ code: 'ROW_TOO_LONG' }] })
})

test('a number in a column of birth dates is a day, counted from 1900 or from 1904', async (t) => {
  const cases: [serial: number, date1904: boolean, expected: string][] = [
    [28_353, false, '1977-08-16'],
    [26_891, true, '1977-08-16'],
    [26_891.75, true, '1977-08-16'],
    [9496, false, '1925-12-30'],
    [2200, true, '1910-01-09'],
    [2101, false, '1905-10-01'],
    [45, false, '45'],
    [1977, false, '1977'],
    [99_999, false, '99999'],
    [16_081_977, false, '1977-08-16'],
  ]
  for (const [serial, date1904, expected] of cases) {
    const row = ANI.with(4, serial)
    const [read] = await readAll(writeWorkbook([sheet('Data', row)], { date1904 }), bantuUmak)
    t.equal((read as ReadRow).record.dob, expected, `${serial} ${date1904 ? 1904 : 1900}`)
    t.equal((read as ReadRow).raw['tanggal_lahir'], String(serial), 'the row as received')
  }
})

test('a NIK or KK that a spreadsheet kept as a number is known as cut', async (t) => {
  const form: BatchForm = {}
  const rows = [
    ANI.with(2, 3204015502800010).with(3, 3204011203090020),
    UJANG.with(2, 3204011506770002).with(3, '3204011203090020'),
  ]
  const [cut, whole] = await readAll(writeWorkbook([sheet('Data', ...rows)]), bantuUmak, { form })
  t.match(cut, { record: { nik: '3.20401550280001E+15', kk: '3.20401120309002E+15' } })
  t.match(cut, { raw: { nik: '3204015502800010', no_kk: '3204011203090020' } }, 'the row as received')
  t.match(whole, { record: { nik: '3204011506770002', kk: '3204011203090020' } }, 'whole, and a text')
  t.match(form.reading?.warnings, [
    { code: 'NUMBERS_CUT', column: 'nik', count: 1, lines: [2] },
    { code: 'NUMBERS_CUT', column: 'no_kk', count: 1, lines: [2] },
  ])
})

test('other long numbers that a spreadsheet cut are told', async (t) => {
  const form: BatchForm = {}
  const rows = [
    [...HEADER, 'no_rekening', 'catatan'],
    [...ANI, { type: 'n', xml: '<v>13000012345678900</v>' }, 1],
    [...UJANG, '13000012345678900', 2],
  ]
  await readAll(writeWorkbook([{ name: 'Data', rows }]), bantuUmak, { form })
  t.match(form.reading?.warnings, [{ code: 'NUMBERS_CUT', column: 'no_rekening', count: 1, lines: [2] }])
  t.equal(form.reading?.warnings.length, 1)
})

test('cells with an error of a formula are blank, and the errors are told', async (t) => {
  const form: BatchForm = {}
  const rows = [
    ANI.with(2, errorCell('#N/A')),
    UJANG.with(1, errorCell('#NAME?')),
    ['3', errorCell('#REF!'), errorCell('#REF!'), errorCell('#VALUE!'), '15-02-1980', 'P', 'CIKOLE'],
    ANI.with(1, '#REF!').with(4, errorCell('#DIV/0!')),
  ]
  const outcomes = await readAll(writeWorkbook([sheet('Data', ...rows)]), bantuUmak, { form })
  t.same(inShort(outcomes), ['row 1', 'row 2', 'rejection 4 RECORD_EMPTY', 'row 4'])
  t.match(outcomes[0], { record: { nik: '', name: 'ANI' } })
  t.match(outcomes[1], { record: { nik: '3204011506770002', name: '' } })
  t.match(outcomes[3], { record: { name: '', dob: '', nik: '3204015502800001' } })
  t.match(form.reading?.warnings, [{ code: 'CELLS_WITH_ERRORS', count: 4, lines: [2, 3, 4, 5] }])
})

test('the pronunciation of a text is no part of it', async (t) => {
  const inline = {
    type: 'inlineStr',
    xml: '<is><r><t>AN</t></r><r><t>I</t></r><rPh sb="0" eb="1"><t>ア</t></rPh></is>',
  }
  const parts = workbookParts([HEADER, ANI as string[], UJANG as string[]]).map((part) =>
    part.path.endsWith('sharedStrings.xml')
      ? {
          ...part,
          content: String(part.content).replace('<t>UJANG</t>', '<t>UJANG</t><rPh sb="0" eb="1"><t>ウ</t></rPh>'),
        }
      : part,
  )
  t.same(namesOf(await readAll(writeZip(parts), bantuUmak)), ['ANI', 'UJANG'])
  t.same(namesOf(await readAll(writeWorkbook([sheet('Data', ANI.with(1, inline))]), bantuUmak)), ['ANI'])
})
