import type { Readable } from 'node:stream'
import { addBlank } from './blank-rows.js'
import type { FileItem, Limits } from './file-item.js'
import { rowTooLong } from './row-errors.js'
import { columnOf } from './xlsx-cell.js'
import { MergeFiller, type MergedRows } from './xlsx-merges.js'
import { PHONETIC_RUN } from './xlsx-texts.js'
import { type IdleBudget, tooLarge, XmlLimiter } from './xlsx-limits.js'
import { type ElementHandlers, localParser, parsePart } from './xlsx-xml.js'

/** What the rows of a sheet refer to. */
export interface SheetContext {
  readonly shared: readonly string[]
  readonly merges: readonly MergedRows[]
  readonly limits: Limits
  readonly budget: IdleBudget
}

/** The rows and columns that a sheet of a spreadsheet program can have. */
const MOST_ROWS = 1_048_576
const MOST_CELLS_IN_ROW = 16_384

/** Streams the rows of a sheet; numbers stay as the workbook writes them, and merged cells repeat their value. */
export function readSheet(stream: Readable, context: SheetContext): AsyncGenerator<FileItem, void> {
  const limiter = new XmlLimiter(context.budget)
  const sheet = new SheetRows(context, limiter)
  const handlers: ElementHandlers = {
    open: (name, attribute) => {
      sheet.open(name, attribute)
    },
    close: (name) => {
      sheet.close(name)
    },
    text: (text) => {
      sheet.add(text)
    },
  }
  const parser = localParser(handlers, limiter)
  return parsePart(stream, parser, () => sheet.take())
}

/** Builds the rows of a sheet from its XML elements: row, c, v, is, t. */
class SheetRows {
  #rows: FileItem[] = []
  #line = 0
  #cells: string[] = []
  #numbers: number[] = []
  #column = 0
  #size = 0
  #type = ''
  #value = ''
  #isValue = false
  #isPhonetic = false
  #rowCount = 0
  #cellCount = 0
  readonly #limiter: XmlLimiter
  readonly #shared: readonly string[]
  readonly #merges: MergeFiller
  readonly #limits: Limits

  constructor({ shared, merges, limits }: SheetContext, limiter: XmlLimiter) {
    this.#limiter = limiter
    this.#shared = shared
    this.#merges = new MergeFiller(merges)
    this.#limits = limits
  }

  take(): readonly FileItem[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attribute: (name: string) => string): void {
    if (name === 'row') {
      if (++this.#rowCount > MOST_ROWS) throw tooLarge('A sheet has more rows than a sheet can have')
      this.#cellCount = 0
      this.#line = Number(attribute('r')) || this.#line + 1
      this.#cells = []
      this.#numbers = []
      this.#column = -1
      this.#size = 0
    } else if (name === 'c') {
      if (++this.#cellCount > MOST_CELLS_IN_ROW) throw tooLarge('A row has more cells than a row can have')
      this.#column = columnOf(attribute('r')) ?? this.#column + 1
      this.#type = attribute('t')
      this.#value = ''
    } else if (name === PHONETIC_RUN) this.#isPhonetic = true
    this.#isValue = name === 'v' || (name === 't' && !this.#isPhonetic)
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
    else if (name === PHONETIC_RUN) this.#isPhonetic = false
  }

  #endCell(): void {
    if (this.#value !== '') this.#limiter.earn()
    if (this.#column > this.#limits.columns) return
    while (this.#cells.length < this.#column) this.#cells.push('')
    if (this.#type === 's') {
      const text = this.#shared[Number(this.#value)] ?? ''
      this.#size += text.length
      this.#cells[this.#column] = text
      return
    }
    this.#cells[this.#column] = this.#value
    if ((this.#type === '' || this.#type === 'n') && this.#value !== '') this.#numbers.push(this.#column)
  }

  /** A row without values of its own stays blank, also under merged cells: it is the height of another row. */
  #endRow(): void {
    const line = this.#line
    if (this.#cells.every((cell) => cell.trim() === '')) {
      addBlank(this.#rows, line)
      return
    }
    this.#size += this.#merges.fill(line, this.#cells, this.#numbers)
    if (this.#size > this.#limits.row) this.#rows.push({ kind: 'fault', line, error: rowTooLong(this.#limits) })
    else this.#rows.push({ kind: 'cells', line, cells: this.#cells, numbers: this.#numbers })
  }
}
