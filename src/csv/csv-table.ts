import { CsvError } from './csv-error.js'
import { CsvRows } from './csv-rows.js'

/** A row of a table, by column name. */
export type CsvRow = Readonly<Record<string, string>>

export interface CsvTableOptions {
  /** The file name used in errors. */
  readonly name: string
  /** Columns that the table must have. */
  readonly required: readonly string[]
  /** Receives a row and its number; the header is row 1. */
  readonly onRow: (row: CsvRow, number: number) => void
}

/**
 * Parses a CSV table with a header row in pieces and passes on its rows. Throws the CsvErrors of CsvRows, and one for a
 * missing or repeated column, and for a row with another number of cells than the header.
 */
export class CsvTable {
  readonly #options: CsvTableOptions
  readonly #rows: CsvRows
  #header: readonly string[] | undefined

  constructor(options: CsvTableOptions) {
    this.#options = options
    this.#rows = new CsvRows(options.name, (cells, number) => {
      if (this.#header === undefined) this.#header = checkHeader(cells, options)
      else options.onRow(this.#toRow(this.#header, cells, number), number)
    })
  }

  push(text: string): void {
    this.#rows.push(text)
  }

  end(): void {
    this.#rows.end()
    if (this.#header === undefined)
      throw new CsvError(`${this.#options.name} is empty; it must begin with a header row`)
  }

  #toRow(header: readonly string[], cells: readonly string[], number: number): CsvRow {
    if (cells.length !== header.length) {
      const { name } = this.#options
      throw new CsvError(`${name} has ${cells.length} fields in row ${number}, where the header has ${header.length}`)
    }
    const row: Record<string, string> = {}
    for (let at = 0; at < header.length; at += 1) row[header[at] ?? ''] = cells[at] ?? ''
    return row
  }
}

function checkHeader(cells: readonly string[], { name, required }: CsvTableOptions): readonly string[] {
  const header = cells.map((cell) => cell.trim())
  const missing = required.filter((column) => !header.includes(column))
  if (missing.length > 0)
    throw new CsvError(`${name} lacks the ${listed(missing)}; ${hintOn(header, missing, required)}`)
  const twice = header.find((column, at) => header.indexOf(column) !== at)
  if (twice !== undefined) throw new CsvError(`${name} has the column ${twice} twice`)
  return header
}

function listed(columns: readonly string[]): string {
  return `${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')}`
}

/** A file without a header starts with the data of a person, which must not appear in an error. */
function hintOn(header: readonly string[], missing: readonly string[], required: readonly string[]): string {
  return missing.length < required.length ? `it has ${header.join(', ')}` : 'its first row must be a header'
}
