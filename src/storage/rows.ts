import sql, { raw, type Sql } from 'sql-template-tag'
import type { Tx } from './connection.js'

/** What a cell can hold: `undefined` is NULL, arrays are PostgreSQL arrays, a Buffer is bytea. JSON comes as its text. */
export type Cell =
  string | number | bigint | boolean | Date | Buffer | readonly string[] | readonly number[] | undefined

/** A table's columns that rows are written to, in their order, and their types. */
export interface TableColumns {
  readonly table: string
  readonly columns: readonly (readonly [name: string, type: string])[]
}

export type Row = readonly Cell[]

/** More rows go by COPY, which needs two more round trips. */
const MOST_ROWS_AS_PARAMETERS = 200
const LINES_PER_CHUNK = 500

/** Adds rows to a table and gives their number. Many go by COPY; the caller sorts them where an index gains by it. */
export async function insertRows(tx: Tx, into: TableColumns, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0
  if (rows.length <= MOST_ROWS_AS_PARAMETERS) return tx.write(insertion(into, rows))
  if (!tx.canCopy) return insertInParts(tx, into, rows)
  const names = into.columns.map(([name]) => name).join(', ')
  return tx.copy(raw(`COPY ${into.table} (${names}) FROM STDIN`), copyLines(rows))
}

async function insertInParts(tx: Tx, into: TableColumns, rows: readonly Row[]): Promise<number> {
  const parts: Promise<number>[] = []
  for (let start = 0; start < rows.length; start += MOST_ROWS_AS_PARAMETERS)
    parts.push(tx.write(insertion(into, rows.slice(start, start + MOST_ROWS_AS_PARAMETERS))))
  return (await Promise.all(parts)).reduce((sum, count) => sum + count, 0)
}

/** A parameter for each column, since arrays of arrays would be flattened: cells go as texts and are cast. */
function insertion({ table, columns }: TableColumns, rows: readonly Row[]): Sql {
  const names = columns.map(([name]) => name).join(', ')
  const casts = columns.map(([name, type]) => `r.${name}::${type}`).join(', ')
  const parameters = columns.map((_, at) => sql`${rows.map((row) => cellText(row[at]))}::text[]`)
  const unnested = parameters.reduce((all, parameter, at) => (at === 0 ? parameter : sql`${all}, ${parameter}`))
  return sql`INSERT INTO ${raw(table)} (${raw(names)}) SELECT ${raw(casts)} FROM unnest(${unnested}) AS r (${raw(names)})`
}

function* copyLines(rows: readonly Row[]): Generator<string> {
  for (let start = 0; start < rows.length; start += LINES_PER_CHUNK) {
    let text = ''
    for (const row of rows.slice(start, start + LINES_PER_CHUNK)) text += copyLine(row)
    yield text
  }
}

/** A row in COPY's text form. */
export function copyLine(row: Row): string {
  let line = ''
  for (let at = 0; at < row.length; at += 1) {
    const cell = row[at]
    if (at > 0) line += '\t'
    line += typeof cell === 'string' ? escaped(cell) : cell === undefined ? '\\N' : escaped(cellText(cell) ?? '')
  }
  return line + '\n'
}

const SPECIAL = /[\\\t\n\r]/
const ALL_SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (character) => ESCAPES[character] ?? '') : text
}

/** A cell in PostgreSQL's text form; null for NULL. Arrays are of ids and numbers, which need no quotes. */
function cellText(cell: Cell): string | null {
  if (cell === undefined) return null
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return cell.toISOString()
  if (Buffer.isBuffer(cell)) return `\\x${cell.toString('hex')}`
  if (Array.isArray(cell)) return arrayText(cell as readonly (string | number)[])
  return String(cell)
}

/** An array of ids or numbers as one parameter; the driver's own text for it quotes and escapes each element. */
export function arrayText(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}
