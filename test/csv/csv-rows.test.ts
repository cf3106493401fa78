import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import { CsvError } from '../../src/csv/csv-error.js'
import { csvRow, quotedRow } from '../../src/csv/csv-row.js'
import { CsvRows } from '../../src/csv/csv-rows.js'

/** The rows of pieces of text, each with its number before its cells. */
function rowsOf(pieces: readonly string[]): string[][] {
  const read: string[][] = []
  const rows = new CsvRows('list.csv', (cells, number) => read.push([String(number), ...cells]))
  for (const piece of pieces) rows.push(piece)
  rows.end()
  return read
}

function cut(text: string, places: readonly number[]): string[] {
  const sorted = places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b)
  return [0, ...sorted].map((place, at) => text.slice(place, sorted[at] ?? text.length))
}

/** Letters that make trouble come up often. A cell that ends in \r cannot be told from one before \r\n. */
const CELL = fc
  .string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '|', '\t', '\n', '\r', '\r\n'), maxLength: 6 })
  .filter((cell) => !cell.endsWith('\r'))
const TABLE = fc.array(fc.array(CELL, { minLength: 3, maxLength: 3 }), { maxLength: 4 })
const FORM = fc.record({
  separator: fc.constantFrom(',', ';', '|', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  write: fc.constantFrom(csvRow, quotedRow),
  hasLastLineEnd: fc.boolean(),
})

test('rows are read as they were written, wherever the text is cut into pieces', async () => {
  fc.assert(
    fc.property(TABLE, FORM, fc.array(fc.nat()), (table, { separator, lineEnd, mark, write, hasLastLineEnd }, cuts) => {
      const written = [['id', 'full\nname', 'born'], ...table]
      const lines = written.map((cells) => write(cells, separator).slice(0, -1) + lineEnd)
      const text = hasLastLineEnd ? lines.join('') : lines.join('').slice(0, -lineEnd.length)
      const expected = written.map((cells, at) => [String(at + 1), ...cells])
      deepStrictEqual(rowsOf(cut(mark + text, cuts)), expected)
    }),
    { numRuns: 500 },
  )
})

const READ: readonly (readonly [what: string, text: string, rows: readonly string[][]])[] = [
  ['nothing', '', []],
  ['blank lines', '\n\r\n\n', []],
  [
    'blank lines before, between and after',
    '\n\na,b\n\n1,2\n\n',
    [
      ['3', 'a', 'b'],
      ['5', '1', '2'],
    ],
  ],
  [
    'one column',
    'id\n1\n\n2',
    [
      ['1', 'id'],
      ['2', '1'],
      ['4', '2'],
    ],
  ],
  [
    'line ends of two kinds',
    'a,b\n1,2\r\n3,"4"\r\n',
    [
      ['1', 'a', 'b'],
      ['2', '1', '2'],
      ['3', '3', '4'],
    ],
  ],
  [
    'line ends of old',
    'a;b\r1;2\r',
    [
      ['1', 'a', 'b'],
      ['2', '1', '2'],
    ],
  ],
  [
    'a mark before a quote',
    '\uFEFF"a";"b"\n1;2',
    [
      ['1', 'a', 'b'],
      ['2', '1', '2'],
    ],
  ],
  [
    'separators of other kinds in the rows',
    'a|b\nx,y;z|,,,\n',
    [
      ['1', 'a', 'b'],
      ['2', 'x,y;z', ',,,'],
    ],
  ],
  [
    'a quote within a cell',
    'a,size 5"\n1,PT "MAJU"\n',
    [
      ['1', 'a', 'size 5"'],
      ['2', '1', 'PT "MAJU"'],
    ],
  ],
  [
    'spaces after a quote',
    'a,b\n"1" ,"2"  \n',
    [
      ['1', 'a', 'b'],
      ['2', '1', '2'],
    ],
  ],
]

test('rows are read as spreadsheets read them', async (t) => {
  for (const [what, text, rows] of READ) {
    t.strictSame(rowsOf([text]), rows, what)
    t.strictSame(rowsOf(text.split('')), rows, `${what}, letter by letter`)
  }
})

function refusalOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof CsvError) return error.message
  }
  return 'not refused'
}

const LINE = 'siti,palembang\n'
const LONG = 'x'.repeat(1 << 20)

const REFUSED: readonly (readonly [what: string, pieces: readonly string[], says: RegExp])[] = [
  ['an open quote at the end', ['a,b\n1,"2\n3,4'], /unterminated \(row 2\)/],
  ['an open quote in the header', ['a,"b\n1,2\n3,4\n'], /unterminated \(row 1\)/],
  ['text after a quote', ['a,b\n1,2\n\n"3"x,4\n5,6\n'], /malformed \(row 4\)/],
  [
    'an open quote in a large file',
    ['a,b\n1,2\n3,"', ...Array<string>(80).fill(LINE.repeat(1000))],
    /More than .* \(row 3\)/,
  ],
  ['one endless line', ['a,b', LONG, LONG], /More than 1048576 characters .* \(row 1\)/],
  ['an endless row', ['a,b\n1,2\n', LONG, 'x'], /More than 1048576 characters .* \(row 3\)/],
  ['zeros', ['a,b\n1,', '\0\n'], /not text in UTF-8 \(after row 1\)/],
]

test('a text that is no table is refused with the place of the error', async (t) => {
  for (const [what, pieces, says] of REFUSED) {
    t.match(
      refusalOf(() => rowsOf(pieces)),
      says,
      what,
    )
  }
})

test('an open quote is refused long before the end of the file', async (t) => {
  let pushed = 0
  const rows = new CsvRows('list.csv', () => undefined)
  rows.push('a,b\n1,"')
  const refusal = refusalOf(() => {
    for (; pushed < 1000; pushed += 1) rows.push(LINE.repeat(4096))
  })
  t.match(refusal, /\(row 2\)/)
  t.ok(pushed < 20, `${pushed} pieces of 60 KiB`)
})
