import type { Profile, Variant } from '../schema/profile.js'
import { chooseTable, type Table } from './choose-variant.js'
import type { Limits, RowError, RowErrorCode } from '../formats/file-item.js'
import type { FileRefusal } from './row-outcome.js'

/** Lists printed from spreadsheets begin with a title or two above the header. */
export const MOST_TITLE_ROWS = 10

/** Finds the header among the first rows of a table. */
export class HeaderReader {
  #table: Table | undefined
  #titleRows = 0
  #lack = { line: 1, sentence: 'The file has no header.', recognised: -1 }
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

  /** Gives the table that cells are a row of; undefined for a title or the header itself; a refusal when there is none. */
  read(cells: readonly string[], line: number): Table | FileRefusal | undefined {
    if (this.#table !== undefined) return this.#table
    if (cells.length > this.#limits.columns) return refuse(line, 'HEADER_TOO_WIDE', 'The header has too many columns.')
    const header = namesOf(cells)
    const table = chooseTable(header, this.#profile)
    if ('lacks' in table) return this.#passTitle(table, line)
    const twice = twiceNamed(header)
    if (twice !== undefined) return refuse(line, 'HEADER_TWICE', `Columns ${twice.join(' and ')} have one name.`)
    this.#table = table
    this.#onVariant(table.variant)
    return undefined
  }

  /** Says which columns the row that came nearest to a header lacks. */
  refusal(): FileRefusal {
    return refuse(this.#lack.line, 'HEADER_UNKNOWN', this.#lack.sentence)
  }

  #passTitle({ lacks, recognised }: { lacks: string; recognised: number }, line: number): FileRefusal | undefined {
    if (recognised > this.#lack.recognised)
      this.#lack = { line, sentence: `The header does not fit the list. ${lacks}`, recognised }
    this.#titleRows++
    return this.#titleRows < MOST_TITLE_ROWS ? undefined : this.refusal()
  }
}

function refuse(line: number, code: RowErrorCode, detail: string): FileRefusal {
  return { kind: 'refusal', line, errors: [{ code, detail }] }
}

/** Spreadsheets add blank columns behind the last; a blank name between others is called by its place. */
function namesOf(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim())
  const width = names.findLastIndex((name) => name !== '') + 1
  return names.slice(0, width).map((name, at) => (name === '' ? `column_${at + 1}` : name))
}

/** Gives the places, counted from 1, of two columns of the same name. */
function twiceNamed(header: readonly string[]): readonly [number, number] | undefined {
  const places = new Map<string, number>()
  for (const [at, name] of header.entries()) {
    const key = name.toLowerCase()
    const first = places.get(key)
    if (first !== undefined) return [first + 1, at + 1]
    places.set(key, at)
  }
  return undefined
}

/** What keeps the cells of a row from being taken, with the column it is in. */
export function cellFault(cells: readonly string[], header: readonly string[], limits: Limits): RowError | undefined {
  for (const [at, cell] of cells.entries()) {
    const field = header[at] ?? ''
    if (cell.includes('\0')) return { field, code: 'NUL_CHARACTER', detail: 'The text holds a NUL character.' }
    if (cell.includes('\uFFFD'))
      return { field, code: 'TEXT_UNDECODABLE', detail: 'Bytes are no characters of the encoding of the file.' }
    if (cell.length > limits.field)
      return { field, code: 'FIELD_TOO_LONG', detail: 'A field is longer than a field may be.' }
  }
  return undefined
}
