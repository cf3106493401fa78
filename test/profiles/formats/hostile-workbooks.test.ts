import { test } from 'tap'
import { canonical } from '../../../src/profiles/built-in/canonical.js'
import { readAll } from '../../support/profiles/read-all.js'
import { type Part, workbookParts, writeZip } from '../../support/profiles/write-workbook.js'

const MIB = 1 << 20
/** The parser reads some 20 MB/s; an attack of minutes is far above. */
const MOST_CPU_S = 12
const HEADER = '<row><c t="inlineStr"><is><t>source_key</t></is></c><c t="inlineStr"><is><t>name</t></is></c></row>'

/** A workbook whose part has this content in place of its own. */
function workbookWith(path: string, content: string | Buffer): Buffer {
  const parts: Part[] = workbookParts([['source_key', 'name']]).filter((part) => part.path !== path)
  return writeZip([...parts, { path, content }])
}

function sheetOf(...pieces: readonly (string | Buffer)[]): Buffer {
  const rows = ['<worksheet><sheetData>', ...pieces, '</sheetData></worksheet>'].map((piece) => Buffer.from(piece))
  return workbookWith('xl/worksheets/sheet3.xml', Buffer.concat(rows))
}

function textsOf(...pieces: readonly (string | Buffer)[]): Buffer {
  return workbookWith('xl/sharedStrings.xml', Buffer.concat(pieces.map((piece) => Buffer.from(piece))))
}

/** A text again and again, of so many bytes. */
function filled(text: string, bytes: number): Buffer {
  return Buffer.alloc(bytes, text)
}

const ATTACKS: readonly (readonly [what: string, file: () => Buffer])[] = [
  ['a long name of an element', () => sheetOf('<', filled('a', 30 * MIB), '/>')],
  ['a long name that never ends', () => sheetOf('<', filled('row', 30 * MIB))],
  ['a long attribute', () => sheetOf('<row r="', filled('1', 30 * MIB), '"/>')],
  ['a long name of an attribute', () => sheetOf('<row ', filled('b', 30 * MIB), '="1"/>')],
  ['a long comment', () => sheetOf('<!--', filled('c', 30 * MIB), '-->')],
  ['a long instruction', () => sheetOf('<?', filled('d', 30 * MIB), '?>')],
  ['a long declaration', () => sheetOf('<!DOCTYPE ', filled('e', 30 * MIB), '>')],
  ['many attributes', () => sheetOf(`<row ${Array.from({ length: 300_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`)],
  ['deep nesting', () => sheetOf(filled('<a>', 6 * MIB))],
  ['empty rows', () => sheetOf(filled('<row/>', 12 * MIB))],
  ['empty rows with their ends', () => sheetOf(filled('<row></row>', 22 * MIB))],
  ['empty cells of one row', () => sheetOf('<row>', filled('<c/>', 4 * MIB), '</row>')],
  ['empty cells of many rows', () => sheetOf(filled(`<row>${'<c s="1"/>'.repeat(16_000)}</row>`, 110 * MIB))],
  ['elements that mean nothing', () => sheetOf(filled('<b/>', 44 * MIB))],
  ['a part of 257 MiB', () => sheetOf(filled(' ', 257 * MIB))],
  ['empty shared texts', () => textsOf('<sst>', filled('<si/>', 25 * MIB), '</sst>')],
  ['long shared texts', () => textsOf('<sst><si><t>', filled('x', 70 * MIB), '</t></si></sst>')],
  ['a long name in the shared texts', () => textsOf('<sst><', filled('x', 30 * MIB), '/></sst>')],
  [
    'many sheets and relations',
    () => workbookWith('xl/workbook.xml', Buffer.concat([Buffer.from('<w>'), filled('<sheet/>', 3 * MIB)])),
  ],
]

test('a workbook that only costs is refused in a sentence, and at once', async (t) => {
  for (const [what, file] of ATTACKS) {
    const bytes = file()
    const start = process.cpuUsage()
    const outcomes = await readAll(bytes, canonical)
    const seconds = process.cpuUsage(start).user / 1e6
    t.match(outcomes, [{ kind: 'refusal', errors: [{ code: /^XLSX_(?:TOO_LARGE|UNREADABLE)$/, detail: /\.$/ }] }], what)
    t.ok(seconds < MOST_CPU_S, `${what}: ${seconds} s`)
  }
})

test('coloured cells and blank rows beside values are no attack', async (t) => {
  const row = (key: string) =>
    `<row><c t="inlineStr"><is><t>${key}</t></is></c><c t="inlineStr"><is><t>SITI</t></is></c></row>`
  const coloured = `<row>${'<c s="4"/>'.repeat(700)}</row>`
  const file = sheetOf(HEADER, row('A-1'), coloured.repeat(300), '<row/>'.repeat(5000), row('A-2'))
  const outcomes = await readAll(file, canonical)
  t.match(outcomes, [
    { kind: 'row', sourceKey: 'A-1' },
    { kind: 'row', sourceKey: 'A-2' },
  ])
  t.equal(outcomes.length, 2)
})
