import type { FileFormat, Profile } from '../schema/profile.js'
import type { CellsItem, JsonObject, Limits, RowError, SheetItem } from '../formats/file-item.js'
import { withoutCellErrors } from '../formats/cell-errors.js'
import { cellFault } from '../formats/cell-fault.js'
import type { Table } from './choose-variant.js'
import { shownName } from './column-names.js'
import { HeaderReader } from './header-reader.js'
import type { ReadingNotes } from './reading-notes.js'
import { isSixteenDigits } from '../../domain/identity/numbers/registration-number.js'
import type { FileRefusal } from './row-outcome.js'
import { type RowKind, RowSorter } from './row-sorter.js'
import { isCutNumber, readSheetNumbers } from './sheet-values.js'
import { TableRow } from './target-row.js'

export interface TableContext {
  readonly profile: Profile
  readonly limits: Limits
  readonly notes: ReadingNotes
}

/** A row of a table: its values, or its fault and as much of it as could be read. */
export type TableReading =
  | { readonly kind: 'record'; readonly row: TableRow; readonly table: Table; readonly size: number }
  | { readonly kind: 'fault'; readonly error: RowError; readonly row: TableRow }
  | { readonly kind: 'ragged'; readonly error: RowError; readonly raw: JsonObject }

const MOST_RAGGED_CELLS = 1024

const ROW_DOUBTFUL: RowError = {
  code: 'ROW_DOUBTFUL',
  detail:
    'The row looks like a title, total or signature rather than a person. Fill in its number, NIK, KK, birth date or ' +
    'sex, or remove it.',
}

const ROW_ABOVE_HEADER: RowError = {
  code: 'ROW_DOUBTFUL',
  detail: 'The row has a number of a person, but stands above the header. Move it below.',
}

/** Reads the rows of tables below their headers, and notes what is no row of them. */
export class TableReader {
  #header: HeaderReader
  #sorter: RowSorter | undefined
  #sheet: SheetItem | undefined
  /** The line of the last row above the header that was rejected; the header reader takes it for a title. */
  #rejectedAbove = 0
  readonly #context: TableContext

  constructor(context: TableContext) {
    this.#context = context
    this.#header = this.#newHeader()
  }

  /** Whether the header is still to come. */
  get isOpen(): boolean {
    return this.#header.isOpen
  }

  /** The sheet, where several are read. */
  get sheetName(): string | undefined {
    return this.#sheet?.isOneOfMany === true ? shownName(this.#sheet.name) : undefined
  }

  /** Begins a sheet; each has a header of its own. Returns a refusal where the sheet before lacks one. */
  beginSheet(sheet: SheetItem): FileRefusal | undefined {
    const refusal = this.#sheet === undefined ? undefined : this.#header.end()
    if (refusal !== undefined) return refusal
    this.#sheet = sheet
    this.#context.notes.beginSheet(this.sheetName)
    this.#header = this.#newHeader()
    this.#sorter = undefined
    return undefined
  }

  /** Ends the last table. Returns a refusal where it has no header. */
  end(): FileRefusal | undefined {
    return this.#header.end()
  }

  /** Reads a row of cells; undefined where it is passed over. */
  read({ line, cells: received, numbers = [] }: CellsItem, format: FileFormat): TableReading | FileRefusal | undefined {
    const { notes } = this.#context
    const cells = withoutCellErrors(received) ?? received
    const table = this.#tableOf(cells, line)
    if (table === undefined) return this.#readAbove(received, line)
    if ('errors' in table) return table
    const kind = this.#sorter?.sort(cells) ?? 'record'
    if (kind !== 'record' && kind !== 'doubtful') {
      notes.passOver(kind, line)
      return undefined
    }
    if (cells !== received) notes.noteErrors(line)
    const fitted = fitToWidth(cells, table.header.length, format)
    if (fitted === undefined) return raggedReading(table.header, cells, received)
    const dates = this.#sheet?.dates ?? 1900
    const read = readSheetNumbers(fitted, table, { numbers, dates })
    const row = new TableRow(table, read, received)
    const error = this.#faultOf(fitted, table, kind)
    if (error !== undefined) return { kind: 'fault', error, row }
    notes.noteUnnamed(fitted)
    notes.noteNumbers(table, read, line)
    for (const at of numbers) if (isCutNumber(read[at] ?? '')) notes.noteCut(table.header[at] ?? '', line)
    return { kind: 'record', row, table, size: sizeOf(fitted) }
  }

  /** A row above the header is a title, unless it has a number of a person. */
  #readAbove(cells: readonly string[], line: number): TableReading | undefined {
    if (!this.#header.isOpen || !cells.some((cell) => isSixteenDigits(cell.trim()))) return undefined
    this.#rejectedAbove = line
    return { kind: 'ragged', error: ROW_ABOVE_HEADER, raw: raggedRow([], cells) }
  }

  /** A plain row is not looked at for another header. */
  #tableOf(cells: readonly string[], line: number): Table | FileRefusal | undefined {
    const isPlain = this.#sorter?.isPlain(cells) === true
    return (isPlain ? this.#header.settled : undefined) ?? this.#header.read(cells, line)
  }

  #faultOf(cells: readonly string[], { header }: Table, kind: RowKind): RowError | undefined {
    return cellFault(cells, header, this.#context.limits) ?? (kind === 'doubtful' ? ROW_DOUBTFUL : undefined)
  }

  #newHeader(): HeaderReader {
    const { profile, limits, notes } = this.#context
    return new HeaderReader(profile, limits, {
      onTable: (table) => {
        this.#sorter = new RowSorter(table)
        notes.noteTable(table)
      },
      onPassedOver: (kind, line) => {
        if (line !== this.#rejectedAbove) notes.passOver(kind, line)
      },
    })
  }
}

/** Spreadsheets append blank cells to a row, and workbooks omit them. */
function fitToWidth(cells: readonly string[], width: number, format: FileFormat): readonly string[] | undefined {
  if (cells.length === width) return cells
  if (cells.length < width)
    return format === 'xlsx' ? [...cells, ...Array<string>(width - cells.length).fill('')] : undefined
  return cells.slice(width).every((cell) => cell.trim() === '') ? cells.slice(0, width) : undefined
}

function raggedReading(header: readonly string[], cells: readonly string[], received: readonly string[]): TableReading {
  const detail =
    `The row has ${cells.length} fields, the header has ${header.length}. ` + 'Quote fields that contain the separator.'
  return { kind: 'ragged', error: { code: 'ROW_RAGGED', detail }, raw: raggedRow(header, received) }
}

/** Cells by column name; cells beyond the header are named by position. Of a row of separators the first are enough. */
function raggedRow(header: readonly string[], cells: readonly string[]): JsonObject {
  return Object.fromEntries(
    cells.slice(0, MOST_RAGGED_CELLS).map((cell, at) => [header[at] ?? `column_${at + 1}`, cell]),
  )
}

function sizeOf(cells: readonly string[]): number {
  let size = 0
  for (const cell of cells) size += cell.length
  return size
}
