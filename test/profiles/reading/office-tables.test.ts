import { test } from 'tap'
import type { PassedOverKind } from '../../../src/domain/registry/records/batch-reading.js'
import { bantuUmak } from '../../../src/profiles/built-in/bantu-umak.js'
import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import type { BatchForm, ReadRow, RowOutcome } from '../../../src/profiles/reading/read-rows.js'
import { readAll } from '../../support/profiles/read-all.js'
import { writeWorkbook } from '../../support/profiles/write-workbook.js'

const HEADER = 'no;nama_penerima;nik;no_kk;tanggal_lahir;jenis_kelamin;desa;nominal_per_bulan'
const ANI = '1;ANI;3204015502800001;3204011203090001;15-02-1980;P;CIKOLE;300000'
const UJANG = '2;UJANG;3204011506770002;3204011203090002;15-06-1977;L;CIKOLE;300000'

/** What each outcome is, in short: the name of a row, or the line and code of a rejection. */
function shortly(outcomes: readonly RowOutcome[]): readonly string[] {
  return outcomes.map((outcome) =>
    outcome.kind === 'row' ? outcome.record.name : `${outcome.line} ${outcome.errors[0]?.code ?? ''}`,
  )
}

async function readLines(...lines: readonly string[]) {
  const form: BatchForm = {}
  const outcomes = await readAll(`${lines.join('\n')}\n`, bantuUmak, { form })
  const passedOver = (form.reading?.passed_over ?? []).map(({ kind, lines: at }) => `${kind} ${at.join()}`)
  return { outcomes, read: shortly(outcomes), passedOver }
}

/** Rows below a header and two persons, and what becomes of them. */
const BELOW: readonly (readonly [what: string, rows: readonly string[], kinds: readonly PassedOverKind[]])[] = [
  ['a total', [';JUMLAH;;;;;;600000'], ['total']],
  ['a total before the name', ['JUMLAH;;;;;;;600000'], ['total']],
  ['a total with words', [';TOTAL SELURUHNYA;2 KPM;;;;;Rp 600.000,-'], ['total']],
  ['a subtotal', ['Sub Jumlah Desa Cikole;;;;;;;300.000'], ['total']],
  ['an amount in words', [';JUMLAH;;;;;;600000', 'Terbilang: enam ratus ribu rupiah;;;;;;;'], ['total']],
  ['column numbers', ['1;2;3;4;5;6;7;8'], ['column_numbers']],
  ['column numbers in brackets', ['(1);(2);(3);(4);(5);(6);(7);(8)'], ['column_numbers']],
  ['column numbers with a sum', ['1;2;3;4;5;6;7;8=6x7'], ['column_numbers']],
  ['column letters', ['a;b;c;d;e;f;g;h'], ['column_numbers']],
  ['the header again', [HEADER], ['header']],
  ['the header again in capitals', [HEADER.toUpperCase().replaceAll('_', ' ')], ['header']],
  ['the name of the next village', ['DESA LEMBANG;;;;;;;'], ['title']],
  ['the name of the next village in two cells', ['DESA;: LEMBANG;;;;;;'], ['title']],
  ['a page number', ['Halaman 2 dari 5;;;;;;;'], ['title']],
  ['bare separators', [';;;;;;;', ' ; ;;;;;;'], ['blank']],
  [
    'signatures',
    [
      ';;;;;Lembang, 14 Oktober 2026;;',
      ';Mengetahui,;;;;;;',
      ';Kepala Desa Lembang;;;;Pendamping;;',
      ';;;;;;;',
      ';H. DEDI SUPRIADI, S.IP;;;;YAYAH;;',
      ';NIP. 19680304 199003 1 002;;;;;;',
    ],
    ['signature', 'blank'],
  ],
  [
    'signatures of an office with names to fill in',
    [
      'Ditetapkan di Lembang;;;;;;;',
      'Wali Nagari;;;Kepala Pekon;;;;',
      ';;;;;;Lembang, ....... 2026;',
      ';;;;;;a.n. CAMAT LEMBANG;',
      ';;;;;;(..................);',
    ],
    ['signature'],
  ],
  ['short lines of another width', ['JUMLAH;2', 'Mengetahui', 'Lurah', 'TATANG'], ['total', 'signature']],
]

test('what offices write below their rows is passed over, and told', async (t) => {
  for (const [what, rows, kinds] of BELOW) {
    const { read, passedOver } = await readLines(HEADER, ANI, UJANG, ...rows)
    t.same(read, ['ANI', 'UJANG'], what)
    t.same([...new Set(['header', ...kinds])].sort(), passedOver.map((text) => text.split(' ')[0]).sort(), what)
    const between = await readLines(HEADER, ANI, ...rows, HEADER, UJANG)
    t.same(between.read, ['ANI', 'UJANG'], `${what}, and another table below`)
  }
})

test('what offices write above their rows is passed over, and told', async (t) => {
  const { read, passedOver } = await readLines(
    'LAMPIRAN KEPUTUSAN KEPALA DESA;;;;;;;',
    'NOMOR: 9 TAHUN 2026;;;;;;;',
    ...Array.from({ length: 12 }, (_, at) => `${at + 1}. Keterangan;;;;;;;`),
    '',
    HEADER,
    '(1);(2);(3);(4);(5);(6);(7);(8)',
    ANI,
  )
  t.same(read, ['ANI'])
  t.same(passedOver, ['title 1,2,3,4,5,6,7,8,9,10', 'blank 15', 'header 16', 'column_numbers 17'])
})

/** Rows that could be taken for something else, and are persons. */
const PERSONS: readonly (readonly [what: string, row: string, read: string])[] = [
  ['called JUMLAH', '3;JUMLAH;3204014101600003;;;;;', 'JUMLAH'],
  ['called JUMLAH, without a NIK', '3;JUMLAH;;;01-01-1960;P;CIKOLE;300000', 'JUMLAH'],
  ['called TOTAL, with nothing known but the village', '3;TOTAL;;;;;CIKOLE;300000', 'TOTAL'],
  ['called TOTALIA', '3;TOTALIA;;;;;;300000', 'TOTALIA'],
  ['without numbers and dates', '3;SARTIKA;;;;;;', 'SARTIKA'],
  ['without a running number', ';SARTIKA;;;;;CIKOLE;', 'SARTIKA'],
  ['called like an office', '3;LURAH SANTOSO;;;;;CIKOLE;', 'LURAH SANTOSO'],
  ['born where and when the cell says', ';SARTIKA;;;Lembang, 3 Maret 1961;P;;', 'SARTIKA'],
  ['that is head of a family', ';KEPALA KELUARGA SARI;;;;;CIKOLE;', 'KEPALA KELUARGA SARI'],
  ['called like a column', '3;NAMA;3204014101600003;;;;;', 'NAMA'],
  ['with a number and no name', '3;;3204014101600003;;;;;', ''],
  ['with a cut number', ';SARTIKA;3.2040141016E+15;;;;;', 'SARTIKA'],
]

test('a person is never passed over', async (t) => {
  for (const [what, row, name] of PERSONS) t.same((await readLines(HEADER, ANI, row)).read, ['ANI', name], what)
  const signatures = [';Mengetahui;;;;;;', ';KEPALA DESA;;;;;;', ';DEDI;;;;;;']
  const { read } = await readLines(HEADER, ...signatures, '3;SARTIKA;;;;;;', ';DARTO;;;01-02-1950;L;;', ANI)
  t.same(read, ['SARTIKA', 'DARTO', 'ANI'], 'rows below signatures')
})

/** Rows that may be a person or not: they are rejected in the open. */
const DOUBTFUL: readonly (readonly [what: string, row: string])[] = [
  ['a total with a running number', '3;JUMLAH;;;;;;600000'],
  ['a total among other words', ';JUMLAH PAK DARTO;;;;;;600000'],
  ['a name alone', ';DARTO;;;;;;'],
  ['a place before a date', ';Lembang,;;;3 Juli 2026;;;'],
]

test('a row that may be a person is rejected, not passed over', async (t) => {
  for (const [what, row] of DOUBTFUL) t.same((await readLines(HEADER, ANI, row)).read, ['ANI', '3 ROW_DOUBTFUL'], what)
  const { read } = await readLines(HEADER, ANI, ';Mengetahui;;;;;;', ';DARTO;;;;;CIKOLE;300000')
  t.same(read, ['ANI', '4 ROW_DOUBTFUL'], 'a name with an amount below signatures')
})

test('a person above the header is rejected, not taken for a title', async (t) => {
  const { read, passedOver } = await readLines('DAFTAR;;;;;;;', ANI, 'Lembar 1;;;;;;;', HEADER, UJANG)
  t.same(read, ['2 ROW_DOUBTFUL', 'UJANG'])
  t.same(passedOver, ['title 1,3', 'header 4'])
})

test('long and hostile cells cost no more than others', async (t) => {
  const cells = [
    `JUMLAH ${'1'.repeat(60_000)}x`,
    `JUMLAH ${'1 '.repeat(90)}x`,
    `1${' '.repeat(60_000)}x`,
    `A${' '.repeat(60_000)}(`,
    '('.repeat(60_000),
    `Sekayu,${' '.repeat(150)}x`,
    `${'AN '.repeat(60)}x`,
    `${'.'.repeat(190)}x`,
  ]
  const rows = cells.flatMap((cell) => [`${cell};;;;;;;`, `;${cell};;;;;;`, `${cell};${cell};${cell};;;;;`])
  const begin = performance.now()
  const { outcomes } = await readLines(...rows.slice(0, 20), HEADER, ...rows, HEADER)
  t.ok(outcomes.length > 0)
  t.ok(performance.now() - begin < 5000)
})

test('a repeated header maps the columns anew', async (t) => {
  const { outcomes, passedOver } = await readLines(
    HEADER,
    ANI,
    'no;nik;nama_penerima;desa;no_kk;keterangan',
    '1;3204011506770002;UJANG;LEMBANG;3204011203090002;baru',
  )
  t.match(outcomes[1], { record: { nik: '3204011506770002', kk: '3204011203090002', name: 'UJANG', dob: '' } })
  t.same(Object.keys((outcomes[1] as ReadRow).raw), ['no', 'nik', 'nama_penerima', 'desa', 'no_kk', 'keterangan'])
  t.same(passedOver, ['header 1,3'])
})

test('a later header that the profile does not fit is refused with its place', async (t) => {
  const { outcomes } = await readLines(HEADER, ANI, 'no;nama_penerima;no_kk;desa', '1;UJANG;3204011203090002;LEMBANG')
  t.match(outcomes.at(-1), { kind: 'refusal', line: 3, errors: [{ code: 'HEADER_UNKNOWN', detail: /lacks nik/ }] })
})

test('a header of two rows is read as one', async (t) => {
  const cases: [what: string, lines: readonly string[], expected: Readonly<Record<string, string>>][] = [
    [
      'a group of columns',
      ['NO;NAMA PENERIMA;NIK;NO KK;ALAMAT;;;;NO HP', ';;;;JALAN;RT;RW;KECAMATAN;', '1;ANI;3;4;JL. BATU;2;5;X;0812'],
      { address: 'JL. BATU', rt: '002', rw: '005', phone: '0812' },
    ],
    [
      'a group without which a name is not known',
      ['NO;NAMA PENERIMA;NOMOR;;TANGGAL LAHIR', ';;NIK;KK;', '1;ANI;3204015502800001;3204011203090001;15-02-1980'],
      { nik: '3204015502800001', kk: '3204011203090001', dob: '1980-02-15' },
    ],
    [
      'a group about another person',
      ['NAMA PENERIMA;NIK;NO KK;IBU KANDUNG;;', ';;;NAMA;NIK;ALAMAT', 'ANI;31;4;YATI;32;JL. BATU'],
      { name: 'ANI', nik: '31', address: '' },
    ],
    [
      'parts of one name',
      ['NAMA;NIK;NO KK;TEMPAT, TANGGAL LAHIR;;L/P', ';;;TEMPAT;TANGGAL;', 'ANI;3;4;GARUT;15-02-1980;P'],
      { birthplace: '', dob: '1980-02-15', sex: 'P' },
    ],
    [
      'names repeated in both rows',
      ['NO;NAMA;NIK;NO KK;ALAMAT;', 'NO;NAMA;NIK;NO KK;DESA;RT', '1;ANI;3;4;CIKOLE;2'],
      { name: 'ANI', rt: '002', address: '' },
    ],
  ]
  for (const [what, lines, expected] of cases) {
    const { outcomes } = await readLines('DAFTAR PENERIMA;;;;;;;;', ...lines)
    t.equal(outcomes.length, 1, what)
    t.match(outcomes[0], { kind: 'row', record: expected }, what)
    const again = await readLines(...lines, ...lines)
    t.same(again.read, ['ANI', 'ANI'], `${what}, twice`)
  }
})

test('a header of two merged rows is read as one', async (t) => {
  const rows = [
    ['DATA KELUARGA'],
    ['NO', 'IDENTITAS', '', '', 'ALAMAT', '', '', 'STATUS'],
    ['', 'NIK', 'NO. KK', 'NAMA LENGKAP', 'DESA', 'RT', 'RW', ''],
    [1, 2, 3, 4, 5, 6, 7, 8],
    [1, '3204015502800001', '3204011203090001', 'ANI', 'CIKOLE', '2', '5', 'HIDUP'],
  ]
  const merges = ['A1:H1', 'A2:A3', 'B2:D2', 'E2:G2', 'H2:H3']
  const form: BatchForm = {}
  const outcomes = await readAll(writeWorkbook([{ name: 'Data', rows, merges }]), disdukcapil, { form })
  t.equal(outcomes.length, 1)
  t.match(outcomes[0], { record: { nik: '3204015502800001', kk: '3204011203090001', name: 'ANI', rt: '002' } })
  t.same((outcomes[0] as ReadRow).facts, { status: 'HIDUP' })
  t.match(form.reading, { not_understood: [], passed_over: [{ kind: 'title' }, { kind: 'header', count: 2 }, {}] })
})

test('a source with keys of its own keeps every row that has one', async (t) => {
  const outcomes = await readAll(
    'iddtks|nomor_nik|nama\nR-1|-|JUMLAH\nJUMLAH|2|\nMengetahui||\nDEDI||\nR-2||\nR-3||SARI\n',
    dtks,
  )
  t.same(shortly(outcomes), ['JUMLAH', '6 RECORD_EMPTY', 'SARI'])
})
