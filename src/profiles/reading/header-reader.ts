import type { Profile, Variant } from '../schema/profile.js'
import { chooseTable, type Mismatch, type Table } from './choose-variant.js'
import type { Limits, RowError, RowErrorCode } from '../formats/file-item.js'
import { fieldTooLong, NUL_CHARACTER, TEXT_UNDECODABLE } from '../formats/row-errors.js'
import type { FileRefusal } from './row-outcome.js'

/** Files exported from spreadsheets can have title rows above the header. */
export const MOST_TITLE_ROWS = 10

/** Finds the header among the first rows of a table. */
export class HeaderReader {
  #table: Table | undefined
  #titleRows = 0
  /** The row most like a header so far. */
  #nearest = { line: 1, detail: 'The file has no header. Begin it with a row of column names.', recognised: -1 }
  readonly #profile: Profile
  readonly #limits: Limits
  readonly #onVariant: (variant: Variant) => void

  constructor(profile: Profile, limits: Limits, onVariant: (variant: Variant) => void) {
    this.#profile = profile
    this.#limits = limits
    this.#onVariant = onVariant
  }

  /** Whether the header is still to come. */
  get isOpen(): boolean {
    return this.#table === undefined
  }

  /** Returns the table that the cells are a row of, undefined for a title or the header, or a refusal. */
  read(cells: readonly string[], line: number): Table | FileRefusal | undefined {
    if (this.#table !== undefined) return this.#table
    if (cells.length > this.#limits.columns) return refuse(line, 'HEADER_TOO_WIDE', tooWide(this.#limits))
    const header = namesOf(cells)
    const table = chooseTable(header, this.#profile)
    if ('mismatch' in table) return this.#skipTitle(table, line)
    const repeated = repeatedColumns(header)
    if (repeated !== undefined)
      return refuse(line, 'HEADER_TWICE', `Columns ${repeated.join(' and ')} have the same name. Rename one of them.`)
    this.#table = table
    this.#onVariant(table.variant)
    return undefined
  }

  /** Returns a refusal that names the columns missing from the row most like a header. */
  refusal(): FileRefusal {
    return refuse(this.#nearest.line, 'HEADER_UNKNOWN', this.#nearest.detail)
  }

  #skipTitle({ mismatch, recognised }: Mismatch, line: number): FileRefusal | undefined {
    if (recognised > this.#nearest.recognised)
      this.#nearest = { line, detail: `The header does not fit the profile. ${mismatch}`, recognised }
    this.#titleRows++
    return this.#titleRows < MOST_TITLE_ROWS ? undefined : this.refusal()
  }
}

function refuse(line: number, code: RowErrorCode, detail: string): FileRefusal {
  return { kind: 'refusal', line, errors: [{ code, detail }] }
}

function tooWide({ columns }: Limits): string {
  return `The header has more than ${columns} columns. Remove those that are not needed.`
}

/** Drops the blank columns that spreadsheets append; other blank names become `column_N`. */
function namesOf(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim())
  const width = names.findLastIndex((name) => name !== '') + 1
  return names.slice(0, width).map((name, at) => (name === '' ? `column_${at + 1}` : name))
}

/** Returns the positions, counted from 1, of two columns with the same name. */
function repeatedColumns(header: readonly string[]): readonly [number, number] | undefined {
  const places = new Map<string, number>()
  for (const [at, name] of header.entries()) {
    const key = name.toLowerCase()
    const first = places.get(key)
    if (first !== undefined) return [first + 1, at + 1]
    places.set(key, at)
  }
  return undefined
}

/** Finds the first cell that cannot be stored. */
export function cellFault(cells: readonly string[], header: readonly string[], limits: Limits): RowError | undefined {
  for (const [at, cell] of cells.entries()) {
    const field = header[at] ?? ''
    if (cell.includes('\0')) return { field, ...NUL_CHARACTER }
    if (cell.includes('\uFFFD')) return { field, ...TEXT_UNDECODABLE }
    if (cell.length > limits.field) return { field, ...fieldTooLong(limits) }
  }
  return undefined
}
