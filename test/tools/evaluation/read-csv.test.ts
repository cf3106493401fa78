import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { UsageError } from '../../../src/tools/command/usage-error.js'
import type { CsvRow } from '../../../src/csv/csv-table.js'
import { readCsv } from '../../../src/tools/evaluation/read-csv.js'

async function rowsOf(file: string): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  await readCsv(file, { required: ['id', 'name'], onRow: (row) => rows.push(row) })
  return rows
}

const SITI = { id: '1', name: 'SITI' }

const READ: readonly (readonly [what: string, content: string | Buffer, rows: readonly CsvRow[]])[] = [
  ['only a header', 'id,name', []],
  ['a byte order mark', '\uFEFFid,name\n1,SITI\n', [SITI]],
  ['a byte order mark before a quote', '\uFEFF"id","name"\n"1","SITI"\n', [SITI]],
  ['CRLF', 'id,name\r\n1,SITI\r\n', [SITI]],
  ['CRLF without the last', '"id","name"\r\n"1","SITI"', [SITI]],
  ['semicolons', 'id;name\n1;SITI\n', [SITI]],
  ['pipes', 'id|name\n1|SITI\n', [SITI]],
  ['tabs', 'id\tname\n1\tSITI\n', [SITI]],
  ['spaces around the names of columns', ' id , name \n1,SITI\n', [SITI]],
  ['separators and line breaks in quotes', 'id;name\n1;"SITI;\r\n ""A"""\n', [{ id: '1', name: 'SITI;\r\n "A"' }]],
  ['half a character at the end', Buffer.from('id,name\n1,SITÉ').subarray(0, -1), [{ id: '1', name: 'SIT\uFFFD' }]],
  ['letters of another encoding', Buffer.from('id,name\n1,SITÉ\n', 'latin1'), [{ id: '1', name: 'SIT\uFFFD' }]],
]

test('files are read from any spreadsheet program', async (t) => {
  const file = join(t.testdir(), 'list.csv')
  for (const [what, content, rows] of READ) {
    writeFileSync(file, content)
    t.strictSame(await rowsOf(file), rows, what)
  }
})

const CHUNK_BYTES = 1 << 20
const ACROSS = 'id;name\r\n1;"É, ""A""\r\nB" \r\n2;C\r\n'

test('no row is lost at the border of two chunks', async (t) => {
  const file = join(t.testdir(), 'list.csv')
  const [header = '', ...lines] = ACROSS.split(/(?<=name\r\n)/)
  const tricky = lines.join('')
  for (let cut = 0; cut <= Buffer.byteLength(tricky); cut += 1) {
    const filler = `0;${'x'.repeat(CHUNK_BYTES - cut - header.length - 4)}\r\n`
    writeFileSync(file, header + filler + tricky)
    const [, ...rows] = await rowsOf(file)
    t.strictSame(
      rows,
      [
        { id: '1', name: 'É, "A"\r\nB' },
        { id: '2', name: 'C' },
      ],
      `${cut} bytes before the end of the chunk`,
    )
  }
})

const REFUSED: readonly (readonly [what: string, content: string | Buffer, says: RegExp])[] = [
  ['nothing', '', /is empty/],
  ['blank lines', '\n\n', /is empty/],
  ['too few fields', 'id,name\n1,SITI\n\n2\n', /has 1 fields in row 4, where the header has 2/],
  ['too many fields in the last row', 'id,name\n1,SITI,A', /has 3 fields in row 2/],
  ['an open quote', 'id,name\n1,"SITI\n2,A\n', /unterminated \(row 2\)/],
  ['a column that is missing', 'id,nama\n1,SITI\n', /lacks the column name; it has id, nama$/],
  ['a column twice', 'id,name,name\n1,SITI,A\n', /has the column name twice/],
  ['zeros', Buffer.alloc(3 << 20), /is not text in UTF-8/],
  ['UTF-16', Buffer.from('\uFEFFid\tname\n1\tSITI\n', 'utf16le'), /is not text in UTF-8/],
]

test('a text that is no table is refused with a reason', async (t) => {
  const file = join(t.testdir(), 'list.csv')
  for (const [what, content, says] of REFUSED) {
    writeFileSync(file, content)
    await t.rejects(rowsOf(file), { constructor: UsageError, message: says }, what)
  }
  await t.rejects(
    rowsOf(join(file, '../nowhere.csv')),
    new UsageError(`${join(file, '../nowhere.csv')} does not exist`),
  )
})

test('a first row that is no header is not repeated in the error', async (t) => {
  const file = join(t.testdir(), 'list.csv')
  writeFileSync(file, '1671021709080001,HASAN BASRI,HASAN BASRI\n')
  await t.rejects(rowsOf(file), new UsageError(`${file} lacks the columns id, name; its first row must be a header`))
})

const ENDLESS_BYTES = 50_000_000
const MOST_GROWTH_BYTES = 40_000_000

test('a line of 50 MB and an open quote before 50 MB are refused in little memory', async (t) => {
  const file = join(t.testdir(), 'list.csv')
  const endless = Buffer.alloc(ENDLESS_BYTES, 'x')
  const lines = Buffer.alloc(ENDLESS_BYTES, '2,SITI\n')
  for (const [content, row] of [
    [endless, 1],
    [Buffer.concat([Buffer.from('id,name\n1,"'), lines]), 2],
  ] as const) {
    writeFileSync(file, content)
    t.ok(statSync(file).size >= ENDLESS_BYTES)
    const before = process.memoryUsage().rss
    await t.rejects(rowsOf(file), new RegExp(`More than 1048576 characters .* \\(row ${row}\\)`))
    t.ok(process.memoryUsage().rss - before < MOST_GROWTH_BYTES)
  }
})

test('an error of the row callback is thrown, also at the last row', async (t) => {
  const file = join(t.testdir(), 'list.csv')
  writeFileSync(file, 'id,name\n1,SITI')
  const refusal = new RangeError('no more')
  const onRow = (): never => {
    throw refusal
  }
  await t.rejects(readCsv(file, { required: [], onRow }), refusal)
})
