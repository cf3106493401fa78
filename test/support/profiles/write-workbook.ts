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

/** The parts of a workbook of one sheet; numbers are written as numbers, texts as shared texts. */
export function workbookParts(rows: readonly (readonly (string | number)[])[]): Part[] {
  const texts: string[] = []
  const cell = (value: string | number, at: number, row: number) => {
    const place = `${String.fromCharCode(65 + at)}${row + 1}`
    if (value === '') return ''
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
    return `<c r="${place}" t="s"><v>${texts.push(value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')) - 1}</v></c>`
  }
  const sheet = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((value, at) => cell(value, at, row)).join('')}</row>`,
  )
  return [
    {
      path: 'xl/workbook.xml',
      content: '<workbook xmlns:r="x"><sheets><sheet name="Data" sheetId="1" r:id="rId7"/></sheets></workbook>',
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="rId7" Target="worksheets/sheet3.xml"/></Relationships>',
    },
    { path: 'xl/worksheets/sheet3.xml', content: `<worksheet><sheetData>${sheet.join('')}</sheetData></worksheet>` },
    { path: 'xl/sharedStrings.xml', content: `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>` },
  ]
}
