import type { FileRefusal } from './row-outcome.js'
import type { PassedOverKind } from '../../domain/registry/records/batch-reading.js'
import type { Limits, RowErrorCode } from '../formats/file-item.js'
import type { Profile } from '../schema/profile.js'
import { chooseTable, type Mismatch, type Table } from './choose-variant.js'
import { columnNames, isKnownName, isRunningNumberName, joinHeaderRows, repeatedColumns } from './column-names.js'

/** Files of offices have titles above the header: the annex of a decree has a dozen rows of them. */
export const MOST_TITLE_ROWS = 30
/** A row of so many names of the profile is a header; a person is called by one of them at most. */
const FEWEST_NAMES = 3
const LONGEST_NAME = 60
const LONG_NUMBER = /\d{5}/

export interface HeaderHooks {
  /** Called before the first row below a header. */
  readonly onTable: (table: Table) => void
  readonly onPassedOver: (kind: PassedOverKind, line: number) => void
}

interface HeldRow {
  readonly cells: readonly string[]
  readonly line: number
}

/**
 * Finds the header of a table, in one row or two, and each repetition of it further below: a new header maps the columns
 * anew, since they may stand in another order.
 */
export class HeaderReader {
  #table: Table | undefined
  /** The cells of the header while the next row may be part of it. */
  #header: readonly string[] | undefined
  /** A row that is the upper row of a header, or no header at all, as the next one shows. */
  #held: HeldRow | undefined
  #titleRows = 0
  /** The row most like a header so far. */
  #nearest = { line: 1, detail: 'The file has no header. Begin it with a row of column names.', recognised: -1 }
  readonly #profile: Profile
  readonly #limits: Limits
  readonly #hooks: HeaderHooks

  constructor(profile: Profile, limits: Limits, hooks: HeaderHooks) {
    this.#profile = profile
    this.#limits = limits
    this.#hooks = hooks
  }

  /** Whether the header is still to come. */
  get isOpen(): boolean {
    return this.#table === undefined
  }

  /** How many targets the row most like a header fills. */
  get recognised(): number {
    return this.#table?.columns.size ?? this.#nearest.recognised
  }

  get table(): Table | undefined {
    return this.#table
  }

  /** The table, where the rows of its header are behind. */
  get settled(): Table | undefined {
    return this.#header === undefined && this.#held === undefined ? this.#table : undefined
  }

  /** Returns the table that the cells are a row of, undefined for a title or a row of a header, or a refusal. */
  read(cells: readonly string[], line: number): Table | FileRefusal | undefined {
    if (this.#table === undefined || this.#held !== undefined) return this.#search(cells, line)
    const header = this.#header
    const joined = header === undefined ? undefined : this.#joined(header, cells)
    if (joined !== undefined && 'columns' in joined.table) return this.#open(joined.cells, joined.table, line)
    if (header !== undefined) this.#settle()
    return this.#isHeaderLike(cells) ? this.#search(cells, line) : this.#table
  }

  /** Ends a table. Returns a refusal where it has no header, or ends within one; the refusal names missing columns. */
  end(): FileRefusal | undefined {
    if (this.#header !== undefined) this.#settle()
    if (this.#table !== undefined && this.#held === undefined) return undefined
    return this.#refuseNearest()
  }

  /** No further row of the header can follow. */
  #settle(): void {
    this.#header = undefined
    if (this.#table !== undefined) this.#hooks.onTable(this.#table)
  }

  #search(cells: readonly string[], line: number): FileRefusal | undefined {
    if (cells.length > this.#limits.columns) return refuse(line, 'HEADER_TOO_WIDE', tooWide(this.#limits))
    const held = this.#held
    const alone = chooseTable(columnNames(cells), this.#profile)
    const below = held === undefined ? undefined : this.#joined(held.cells, cells)
    if (held !== undefined && below !== undefined && isBetter(below.table, alone)) {
      this.#hooks.onPassedOver('header', held.line)
      return this.#open(below.cells, below.table, line)
    }
    const isPart = 'columns' in alone && sharesNames(held?.cells ?? [], cells)
    if (held !== undefined && this.#table !== undefined && !isPart) return this.#refuseNearest()
    if (held !== undefined) this.#hooks.onPassedOver(isPart ? 'header' : 'title', held.line)
    return 'mismatch' in alone ? this.#hold({ cells, line }, alone) : this.#open(cells, alone, line)
  }

  /** Joins two rows to a header of two rows; undefined where the lower one adds no name that the profile knows. */
  #joined(upper: readonly string[], lower: readonly string[]) {
    if (lower.some((cell) => cell.length > LONGEST_NAME || LONG_NUMBER.test(cell))) return undefined
    if (upper.filter((cell) => cell.trim() !== '').length < 2) return undefined
    const cells = joinHeaderRows(upper, lower, this.#profile)
    return cells === undefined ? undefined : { cells, table: chooseTable(columnNames(cells), this.#profile) }
  }

  #open(cells: readonly string[], table: Table, line: number): FileRefusal | undefined {
    const repeated = repeatedColumns(table.header)
    if (repeated !== undefined)
      return refuse(line, 'HEADER_TWICE', `Columns ${repeated.join(' and ')} have the same name. Rename one of them.`)
    this.#hooks.onPassedOver('header', line)
    this.#table = table
    this.#header = cells
    this.#held = undefined
    return undefined
  }

  #hold(row: HeldRow, { mismatch, recognised }: Mismatch): FileRefusal | undefined {
    const isRepeated = this.#table !== undefined
    if (isRepeated || recognised > this.#nearest.recognised)
      this.#nearest = { line: row.line, detail: `The header does not fit the profile. ${mismatch}`, recognised }
    this.#held = row
    if (isRepeated) return undefined
    this.#titleRows++
    return this.#titleRows < MOST_TITLE_ROWS ? undefined : this.#refuseNearest()
  }

  #isHeaderLike(cells: readonly string[]): boolean {
    let filled = 0
    let known = 0
    for (const cell of cells) {
      if (cell.trim() === '') continue
      filled++
      if (cell.length <= LONGEST_NAME && (isKnownName(cell, this.#profile) || isRunningNumberName(cell))) known++
    }
    return known >= FEWEST_NAMES && known * 2 >= filled
  }

  #refuseNearest(): FileRefusal {
    return refuse(this.#nearest.line, 'HEADER_UNKNOWN', this.#nearest.detail)
  }
}

/** Whether a header of two rows fits where the lower row alone does not, or fills more targets than it. */
function isBetter(joined: Table | Mismatch, alone: Table | Mismatch): joined is Table {
  return 'columns' in joined && ('mismatch' in alone || joined.columns.size > alone.columns.size)
}

/** Whether cells are merged over two rows of a header, as only those of one header are. */
function sharesNames(upper: readonly string[], lower: readonly string[]): boolean {
  return upper.some((cell, at) => cell.trim() !== '' && cell === lower[at])
}

function refuse(line: number, code: RowErrorCode, detail: string): FileRefusal {
  return { kind: 'refusal', line, errors: [{ code, detail }] }
}

function tooWide({ columns }: Limits): string {
  return `The header has more than ${columns} columns. Remove those that are not needed.`
}
