import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a zip; `declares` overrides the size that its entry claims for the unpacked bytes. */
export interface Part {
  readonly path: string
  readonly content: string | Buffer
  readonly declares?: number
}

function entry({ path, content, declares }: Part, offset: number) {
  const bytes = Buffer.from(content)
  const packed = deflateRawSync(bytes)
  const name = Buffer.from(path)
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(crc32(bytes), 0)
  sizes.writeUInt32LE(packed.length, 4)
  sizes.writeUInt32LE(declares ?? bytes.length, 8)
  const shared = Buffer.concat([Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]), sizes, uint16(name.length), uint16(0)])
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, name, packed])
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    uint16(20),
    shared,
    Buffer.alloc(10),
    uint32(offset),
    name,
  ])
  return { local, central }
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Writes a zip of the parts. */
export function writeZip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const { local, central } = entry(part, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = [
    uint16(0),
    uint16(0),
    uint16(parts.length),
    uint16(parts.length),
    uint32(directory.length),
    uint32(offset),
  ]
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), ...end, uint16(0)])
}

/** A cell: a number, a text as a shared text, or its XML without the reference. */
export type SheetCell = string | number | { readonly type: string; readonly xml: string }

export interface SheetForm {
  readonly name: string
  /** `hidden` or `veryHidden`. */
  readonly state?: string
  readonly rows: readonly (readonly SheetCell[])[]
  /** Ranges such as `B2:B4`. */
  readonly merges?: readonly string[]
}

/** A cell in which a formula failed. */
export function errorCell(error: string): SheetCell {
  return { type: 'e', xml: `<v>${error}</v>` }
}

/** A workbook of several sheets. */
export function writeWorkbook(sheets: readonly SheetForm[], { date1904 = false } = {}): Buffer {
  return writeZip(partsOf(sheets, date1904))
}

/** The parts of a workbook of one sheet; numbers are written as numbers, texts as shared texts. */
export function workbookParts(rows: readonly (readonly (string | number)[])[]): Part[] {
  return partsOf([{ name: 'Data', rows }], false)
}

function partsOf(sheets: readonly SheetForm[], date1904: boolean): Part[] {
  const texts: string[] = []
  const parts = sheets.map((sheet, at) => ({
    path: `xl/worksheets/sheet${at + 3}.xml`,
    content: sheetXml(sheet, texts),
  }))
  const tabs = sheets.map(({ name, state }, at) => {
    const shown = state === undefined ? '' : ` state="${state}"`
    return `<sheet name="${escaped(name)}" sheetId="${at + 1}"${shown} r:id="rId${at + 7}"/>`
  })
  const relations = sheets.map((_, at) => `<Relationship Id="rId${at + 7}" Target="worksheets/sheet${at + 3}.xml"/>`)
  const properties = date1904 ? '<workbookPr date1904="1"/>' : '<workbookPr/>'
  return [
    {
      path: 'xl/workbook.xml',
      content: `<workbook xmlns:r="x">${properties}<sheets>${tabs.join('')}</sheets></workbook>`,
    },
    { path: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}</Relationships>` },
    ...parts,
    { path: 'xl/sharedStrings.xml', content: `<sst>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>` },
  ]
}

function sheetXml({ rows, merges = [] }: SheetForm, texts: string[]): string {
  const cell = (value: SheetCell, at: number, row: number) => {
    const place = `${String.fromCharCode(65 + at)}${row + 1}`
    if (value === '') return ''
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
    if (typeof value === 'object') return `<c r="${place}" t="${value.type}">${value.xml}</c>`
    return `<c r="${place}" t="s"><v>${texts.push(`<t>${escaped(value)}</t>`) - 1}</v></c>`
  }
  const lines = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((value, at) => cell(value, at, row)).join('')}</row>`,
  )
  const ranges = merges.map((range) => `<mergeCell ref="${range}"/>`)
  const merged = ranges.length === 0 ? '' : `<mergeCells count="${ranges.length}">${ranges.join('')}</mergeCells>`
  return `<worksheet><sheetData>${lines.join('')}</sheetData>${merged}</worksheet>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
