import fc from 'fast-check'
import Papa from 'papaparse'
import { test } from 'tap'
import { PROFILES } from '../../../src/profiles/built-in/profiles.js'
import { SEPARATORS, type Separator } from '../../../src/profiles/schema/profile.js'
import { dtks } from '../../../src/profiles/built-in/dtks.js'
import type { ReadRow, RowOutcome } from '../../../src/profiles/reading/read-rows.js'
import { CsvSplitter } from '../../../src/profiles/formats/csv-splitter.js'
import { DEFAULT_LIMITS } from '../../../src/profiles/formats/file-item.js'
import { readAll } from '../../support/profiles/read-all.js'

/** Bytes that make trouble: quotes, separators, brackets, line ends, NUL, halves of characters, and header words. */
const troubling = fc.constantFrom(
  '"',
  '""',
  ';',
  ',',
  '|',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  'é',
  '\uFEFF',
  'nik',
  'nama',
  'iddtks',
  'id',
  'PK',
  '1606051304980001',
  '{"id":1,"responden":"A"}\n',
)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.array(troubling, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''))),
  fc.array(troubling, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''), 'latin1')),
  fc
    .array(troubling, { maxLength: 60 })
    .map((parts) => Buffer.from(`iddtks|nomor_nik|nama\n${parts.join('')}`, 'latin1')),
  fc.array(troubling, { maxLength: 60 }).map((parts) => Buffer.from(`\uFEFF${parts.join('')}`, 'utf16le')),
)

function isNumberedInOrder(outcomes: readonly RowOutcome[]): boolean {
  const rows = outcomes.filter((outcome) => outcome.kind !== 'refusal')
  return rows.every(({ row }, at) => row === at + 1) && outcomes.slice(0, -1).every(({ kind }) => kind !== 'refusal')
}

test('reading any bytes never throws, numbers every row, and a refusal is the last outcome', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom(...PROFILES), fc.constantFrom(1, 7, 1000), async (file, profile, chunk) => {
      const outcomes = await readAll(file, profile, { chunk })
      const whole = await readAll(file, profile)
      return isNumberedInOrder(outcomes) && JSON.stringify(outcomes) === JSON.stringify(whole)
    }),
    { numRuns: 1500 },
  )
})

const cell = fc.stringMatching(/^[A-Z"';,| \n]{0,8}$/)

test('rows written by papaparse are read back, with any separator', async () => {
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(rows, fc.constantFrom(...SEPARATORS), fc.boolean(), (data, separator, quotes) => {
      const text = Papa.unparse(data, { delimiter: separator, newline: '\n', quotes })
      const read = splitCsv(text, separator)
      const filled = data.filter((cells) => cells.some((value) => value.trim() !== ''))
      return JSON.stringify(read) === JSON.stringify(filled)
    }),
    { numRuns: 2000 },
  )
})

function splitCsv(text: string, separator: Separator): unknown[] {
  const splitter = new CsvSplitter({ separator, lineEnd: '\n' }, DEFAULT_LIMITS)
  const items = [...splitter.push(text), ...splitter.end()].filter(({ kind }) => kind !== 'blank')
  return items.map((item) => (item.kind === 'cells' ? item.cells : item.kind))
}

/** So small that rows of every kind run over them. */
const TIGHT = { field: 20, row: 60, columns: 100 }

test('neither rows nor places depend on where the text is cut, also at the limits', async () => {
  const text = fc.array(fc.oneof(troubling, fc.constantFrom('A', 'x'.repeat(15), 'y'.repeat(70), ';', '\n')), {
    maxLength: 50,
  })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 90 }), (parts, size) => {
      const whole = parts.join('')
      return JSON.stringify(splitTight(whole, size)) === JSON.stringify(splitTight(whole, whole.length + 1))
    }),
    { numRuns: 5000 },
  )
})

/** What came of each line; how a line is too long depends on how much of it was seen. */
function splitTight(text: string, size: number): unknown[] {
  const splitter = new CsvSplitter({ separator: ';', lineEnd: '\n' }, TIGHT)
  const items = []
  for (let at = 0; at < text.length; at += size) items.push(...splitter.push(text.slice(at, at + size)))
  items.push(...splitter.end())
  return items.flatMap((item) => {
    const count = item.kind === 'blank' ? item.count : 1
    const what = item.kind === 'cells' ? item.cells : item.kind
    return Array.from({ length: count }, (_, at) => [item.line + at, what])
  })
}

test('every row of a table is a row or a rejection, in its own separator and encoding', async () => {
  const line = fc.constantFrom(
    'D1|1606051304980001|SITI',
    'D2|-|É',
    'D3|-',
    'D4|-|A|B',
    'D5|"-|A',
    '"D6"|"-"|"A"',
    '||',
    'D7|-|A"B',
  )
  const encoding = fc.constantFrom<BufferEncoding>('utf8', 'latin1', 'utf16le')
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1 }),
      encoding,
      fc.constantFrom(...SEPARATORS),
      async (lines, form, separator) => {
        const mark = form === 'latin1' ? '' : '\uFEFF'
        const text = `${mark}${['iddtks|nomor_nik|nama', ...lines].join('\n').replaceAll('|', separator)}\n`
        const outcomes = await readAll(Buffer.from(text, form), dtks)
        return outcomes.length === lines.filter((value) => value !== '||').length && isNumberedInOrder(outcomes)
      },
    ),
  )
})

test('the key of a row depends only on its identifying values and the secret', async (t) => {
  const keyOf = async (file: string, keySecret = '') =>
    (
      (
        await readAll(
          file,
          PROFILES.find(({ code }) => code === 'disdukcapil')!,
          { keySecret },
        )
      )[0] as ReadRow
    ).sourceKey
  const first = await keyOf('NIK;NO_KK;NAMA_LGKP\n1606051304980001;1;SITI\n')
  t.match(first, /^[0-9a-f]{32}$/)
  t.equal(await keyOf('NAMA_LGKP;NO_KK;NIK\nSITTI;2;1606051304980001\n'), first, 'another name, KK and order')
  t.not(await keyOf('NIK;NO_KK;NAMA_LGKP\n1606051304980002;1;SITI\n'), first, 'another NIK')
  t.not(await keyOf('NIK;NO_KK;NAMA_LGKP\n1606051304980001;1;SITI\n', 'secret'), first, 'another secret')
})
