import sax, { type QualifiedAttribute, type SAXParser } from 'sax'
import type { Readable } from 'node:stream'
import type { FileItem, Limits } from './file-item.js'
import { rowTooLong } from './row-errors.js'
import { WorkbookRefusal } from './xlsx-archive.js'

/** Shared texts stay in memory while a sheet is read, so their size is bounded. */
const MOST_SHARED_CHARACTERS = 1 << 26
const LETTERS = /^[A-Z]{1,3}/

/** Parses a part of the workbook, and yields the parsed items after each chunk. */
export async function* parsePart<Item>(
  stream: Readable,
  parser: SAXParser,
  takeItems: () => readonly Item[],
): AsyncGenerator<Item, void> {
  stream.setEncoding('utf8')
  try {
    for await (const text of stream as AsyncIterable<string>) {
      parser.write(text)
      yield* takeItems()
    }
    parser.close()
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw error
    throw new WorkbookRefusal('XLSX_UNREADABLE', 'A part of the workbook is damaged.')
  }
  yield* takeItems()
}

/** A strict parser that passes local names, since some writers prefix every element. */
function localParser(handlers: {
  readonly open: (name: string, attribute: (name: string) => string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}): SAXParser {
  const parser = sax.parser(true, { position: false })
  parser.onopentag = ({ name, attributes }) => {
    handlers.open(localName(name), (attribute) => attributeText(attributes[attribute]))
  }
  parser.onclosetag = (name) => {
    handlers.close(localName(name))
  }
  parser.ontext = handlers.text
  parser.oncdata = handlers.text
  parser.onerror = (error) => {
    throw error
  }
  return parser
}

/** Without namespaces, the parser passes attributes as strings. */
function attributeText(attribute: string | QualifiedAttribute | undefined): string {
  return typeof attribute === 'string' ? attribute : (attribute?.value ?? '')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Returns the attributes of all elements of one name in a small part, such as the sheets of a workbook. */
export async function readElements(stream: Readable, element: string): Promise<readonly ReadonlyMap<string, string>[]> {
  const found: Map<string, string>[] = []
  const parser = sax.parser(true, { position: false })
  parser.onopentag = ({ name, attributes }) => {
    if (localName(name) === element)
      found.push(new Map(Object.keys(attributes).map((key) => [key, attributeText(attributes[key])])))
  }
  for await (const nothing of parsePart<never>(stream, parser, () => [])) found.push(nothing)
  return found
}

/** Reads the shared texts of a workbook. Throws a WorkbookRefusal where they are too large. */
export async function readSharedTexts(stream: Readable): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let total = 0
  let isText = false
  const parser = localParser({
    open: (name) => {
      if (name === 'si') text = ''
      isText = name === 't'
    },
    close: (name) => {
      isText = false
      if (name === 'si') texts.push(text)
    },
    text: (piece) => {
      if (!isText) return
      text += piece
      total += piece.length
      if (total > MOST_SHARED_CHARACTERS)
        throw new WorkbookRefusal('XLSX_TOO_LARGE', 'The texts of the workbook are too large. Send the file as CSV.')
    },
  })
  for await (const nothing of parsePart<never>(stream, parser, () => [])) texts.push(nothing)
  return texts
}

/** Streams the rows of a sheet; numbers stay as the workbook writes them. */
export function readSheet(stream: Readable, shared: readonly string[], limits: Limits): AsyncGenerator<FileItem, void> {
  const sheet = new SheetRows(shared, limits)
  const parser = localParser({
    open: (name, attribute) => {
      sheet.open(name, attribute)
    },
    close: (name) => {
      sheet.close(name)
    },
    text: (text) => {
      sheet.add(text)
    },
  })
  return parsePart(stream, parser, () => sheet.take())
}

/** Builds the rows of a sheet from its XML elements: row, c, v, is, t. */
class SheetRows {
  #rows: FileItem[] = []
  #line = 0
  #cells: string[] = []
  #column = 0
  #size = 0
  #type = ''
  #value = ''
  #isValue = false
  readonly #shared: readonly string[]
  readonly #limits: Limits

  constructor(shared: readonly string[], limits: Limits) {
    this.#shared = shared
    this.#limits = limits
  }

  take(): readonly FileItem[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attribute: (name: string) => string): void {
    if (name === 'row') {
      this.#line = Number(attribute('r')) || this.#line + 1
      this.#cells = []
      this.#column = -1
      this.#size = 0
    } else if (name === 'c') {
      this.#column = columnOf(attribute('r')) ?? this.#column + 1
      this.#type = attribute('t')
      this.#value = ''
    }
    this.#isValue = name === 'v' || name === 't'
  }

  add(text: string): void {
    if (!this.#isValue || this.#size > this.#limits.row) return
    this.#value += text
    this.#size += text.length
  }

  close(name: string): void {
    this.#isValue = false
    if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
  }

  #endCell(): void {
    if (this.#column > this.#limits.columns) return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = this.#type === 's' ? (this.#shared[Number(this.#value)] ?? '') : this.#value
  }

  #endRow(): void {
    const line = this.#line
    if (this.#size > this.#limits.row) {
      this.#rows.push({ kind: 'fault', line, error: rowTooLong(this.#limits) })
    } else if (this.#cells.some((cell) => cell.trim() !== '')) {
      this.#rows.push({ kind: 'cells', line, cells: this.#cells })
    }
  }
}

function columnOf(reference: string): number | undefined {
  const letters = LETTERS.exec(reference)?.[0]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
