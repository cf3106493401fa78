import { gzipSync } from 'node:zlib'
import { test } from 'tap'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import { inShort, readAll } from '../../support/profiles/read-all.js'
import { workbookParts, writeZip } from '../../support/profiles/write-workbook.js'

const LIST = 'iddtks|nomor_nik|nama\nR-1|5171024805820003|NI LUH SARI\n'
const TABLE = '<table><tr><td>iddtks</td><td>nomor_nik</td><td>nama</td></tr></table>'

test('a file packed with gzip is read as what it holds', async (t) => {
  const workbook = writeZip(
    workbookParts([
      ['iddtks', 'nomor_nik', 'nama'],
      ['R-1', '5171024805820003', 'NI LUH SARI'],
    ]),
  )
  for (const chunk of [1, 7, 1 << 16]) {
    t.same(inShort(await readAll(gzipSync(LIST), dtks, { chunk })), ['row 1'], 'CSV')
    t.same(inShort(await readAll(gzipSync(gzipSync(LIST)), dtks, { chunk })), ['row 1'], 'packed twice')
    t.same(inShort(await readAll(gzipSync(workbook), dtks, { chunk })), ['row 1'], 'a workbook')
  }
  const two = Buffer.concat([gzipSync(LIST), gzipSync('R-2|-|I MADE OKA\n')])
  t.same(inShort(await readAll(two, dtks)), ['row 1', 'row 2'], 'parts one after the other')
})

test('a damaged, cut off or bursting gzip file is refused', async (t) => {
  const packed = gzipSync(LIST)
  const damaged = Buffer.from(packed)
  damaged[14] = damaged[14]! ^ 0xff
  t.match((await readAll(damaged, dtks)).at(-1), { kind: 'refusal', errors: [{ code: 'GZIP_UNREADABLE' }] })
  t.match((await readAll(packed.subarray(0, -9), dtks)).at(-1), { errors: [{ code: 'GZIP_UNREADABLE' }] })
  t.match((await readAll(gzipSync(gzipSync(packed)), dtks)).at(-1), { kind: 'refusal' })
  const bomb = gzipSync(Buffer.alloc(100_000_000, 'x'))
  t.match((await readAll(bomb, dtks)).at(-1), { kind: 'refusal', errors: [{ code: 'FILE_TOO_LARGE' }] })
})

test('a file that is no table is refused as what it is', async (t) => {
  const cases: [what: string, file: string | Uint8Array, detail: RegExp][] = [
    ['HTML', `<html><head><meta charset="utf-8"></head><body>${TABLE}</body></html>`, /an HTML page.*XLSX or CSV/],
    ['HTML with a document type', `\uFEFF\n<!DOCTYPE html>\n<html>${TABLE}</html>`, /an HTML page/],
    ['a bare table', TABLE, /an HTML page/],
    ['HTML in UTF-16', Buffer.from(`\uFEFF<HTML>${TABLE}</HTML>`, 'utf16le'), /an HTML page/],
    [
      'SpreadsheetML',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      /SpreadsheetML/,
    ],
    ['a web archive', 'MIME-Version: 1.0\nContent-Type: multipart/related\n\n', /MHTML/],
    ['other XML', '<?xml version="1.0"?><data/>', /XML/],
    ['PDF', '%PDF-1.7\n', /a PDF/],
    ['a packed HTML page', gzipSync(`<html>${TABLE}</html>`), /an HTML page/],
  ]
  for (const [what, file, detail] of cases)
    for (const format of [undefined, 'csv', 'xlsx'] as const) {
      const outcomes = await readAll(file, dtks, format === undefined ? {} : { format })
      t.match(outcomes, [{ kind: 'refusal', line: 1, errors: [{ code: 'FILE_FOREIGN', detail }] }], what)
      t.equal(outcomes.length, 1)
    }
  const archives: [path: string, detail: RegExp][] = [
    ['content.xml', /OpenDocument/],
    ['xl/workbook.bin', /XLSB/],
    ['daftar.csv', /ZIP archive/],
  ]
  for (const [path, detail] of archives)
    t.match(await readAll(writeZip([{ path, content: 'x' }]), dtks), [
      { errors: [{ code: 'XLSX_UNREADABLE', detail }] },
    ])
  const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)])
  t.match(await readAll(old, dtks), [{ errors: [{ code: 'XLSX_UNREADABLE', detail: /older than XLSX \(\.xls\)/ }] }])
})
