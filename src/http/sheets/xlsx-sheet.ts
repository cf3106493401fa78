import { zip } from './zip.js'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** The rows that a sheet can have. */
export const MOST_SHEET_ROWS = 1_048_576

const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`
const RELATIONS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const WORKBOOK =
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">` +
  '<sheets><sheet name="Padan" sheetId="1" r:id="rId1"/></sheets></workbook>'
const WORKBOOK_RELATIONS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
/** Style 1 is the format "text": what is typed into such a cell stays as it is, so that a NIK keeps all its digits. */
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts>` +
  '<fills count="1"><fill/></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>'

/** Rows of cells as a workbook of one sheet, all cells texts. */
export function xlsxSheet(rows: AsyncIterable<readonly (readonly string[])[]>): AsyncGenerator<Buffer, void> {
  return zip([
    { path: '[Content_Types].xml', content: [CONTENT_TYPES] },
    { path: '_rels/.rels', content: [RELATIONS] },
    { path: 'xl/workbook.xml', content: [WORKBOOK] },
    { path: 'xl/_rels/workbook.xml.rels', content: [WORKBOOK_RELATIONS] },
    { path: 'xl/styles.xml', content: [STYLES] },
    { path: 'xl/worksheets/sheet1.xml', content: sheet(rows) },
  ])
}

async function* sheet(rows: AsyncIterable<readonly (readonly string[])[]>): AsyncGenerator<string, void> {
  let number = 0
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>`
  for await (const some of rows) yield some.map((cells) => sheetRow(cells, ++number)).join('')
  yield '</sheetData></worksheet>'
}

function sheetRow(cells: readonly string[], number: number): string {
  return `<row r="${number}">${cells.map((cell, at) => sheetCell(cell, columnName(at) + String(number))).join('')}</row>`
}

function sheetCell(text: string, place: string): string {
  if (text === '') return `<c r="${place}" s="1"/>`
  return `<c r="${place}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** A, B, … Z, AA, … by the place from 0. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}

const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** XML has no way to hold control characters but these. */
const ALLOWED_CONTROLS = new Set(['\t', '\n', '\r'])

function escaped(text: string): string {
  const marked = text.replace(/[&<>]/g, (character) => SPECIAL[character] ?? '')
  return marked.replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => (ALLOWED_CONTROLS.has(character) ? character : ''))
}
