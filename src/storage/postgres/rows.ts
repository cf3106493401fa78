import sql, { raw, type Sql } from 'sql-template-tag'
import { BinaryBuffer, COPY_END, COPY_SIGNATURE } from './binary-rows.js'
import { cellText } from './cells.js'
import { arrayText } from './column-types.js'
import type { Tx } from './connection.js'
import type { TableColumn, TableColumns } from './table-columns.js'

/** More rows go by COPY, which needs two more round trips. */
const MOST_ROWS_AS_PARAMETERS = 200

/** Adds rows to a table and returns their number. Many go by COPY; the caller sorts them where an index gains by it. */
export async function insertRows<Row extends object>(
  tx: Tx,
  into: TableColumns<Row>,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0
  if (rows.length <= MOST_ROWS_AS_PARAMETERS) return tx.write(insertion(into, rows))
  if (!tx.canCopy) return insertInParts(tx, into, rows)
  return tx.copy(copyStatement(into), copyRows(into, rows))
}

/** The COPY of rows that `writeRow` wrote. */
export function copyStatement<Row extends object>({ table, columns }: TableColumns<Row>): Sql {
  return raw(`COPY ${table} (${columns.map(({ name }) => name).join(', ')}) FROM STDIN (FORMAT binary)`)
}

/**
 * Writes rows in the place of those with the same key. `known` are the keys that are in the table already. A few rows are
 * overwritten, which takes one statement instead of two and less work in the indexes.
 */
export async function replaceRows<Row extends object>(
  tx: Tx,
  into: TableColumns<Row>,
  known: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const key = keyOf(into)
  if (known.length > 0 && rows.length <= MOST_ROWS_AS_PARAMETERS) {
    await tx.write(sql`${insertion(into, rows)} ${overwriting(into, key)}`)
    return
  }
  const gone =
    known.length === 0
      ? undefined
      : tx.write(sql`
          DELETE FROM ${raw(into.table)} WHERE ${raw(key.name)} = ANY (${arrayText(known)}::${raw(key.type)}[])`)
  await Promise.all([gone, insertRows(tx, into, rows)])
}

function overwriting<Row extends object>({ columns }: TableColumns<Row>, key: TableColumn): Sql {
  const values = columns.flatMap(({ name }) => (name === key.name ? [] : `${name} = EXCLUDED.${name}`))
  return raw(`ON CONFLICT (${key.name}) DO UPDATE SET ${values.join(', ')}`)
}

function keyOf<Row extends object>({ table, key }: TableColumns<Row>): TableColumn {
  if (key === undefined) throw new Error(`${table} has no key of one column`)
  return key
}

async function insertInParts<Row extends object>(
  tx: Tx,
  into: TableColumns<Row>,
  rows: readonly Row[],
): Promise<number> {
  const parts: Promise<number>[] = []
  for (let start = 0; start < rows.length; start += MOST_ROWS_AS_PARAMETERS)
    parts.push(tx.write(insertion(into, rows.slice(start, start + MOST_ROWS_AS_PARAMETERS))))
  return (await Promise.all(parts)).reduce((sum, count) => sum + count, 0)
}

/** A parameter for each column, since arrays of arrays would be flattened: cells go as texts and are cast. */
function insertion<Row extends object>({ table, columns }: TableColumns<Row>, rows: readonly Row[]): Sql {
  const names = columns.map(({ name }) => name).join(', ')
  const casts = columns.map(({ name, type }) => `r.${name}::${type}`).join(', ')
  const parameters = columns.map((column) => sql`${rows.map((row) => textOf(row, column))}::text[]`)
  const unnested = parameters.reduce((all, parameter, at) => (at === 0 ? parameter : sql`${all}, ${parameter}`))
  return sql`INSERT INTO ${raw(table)} (${raw(names)}) SELECT ${raw(casts)} FROM unnest(${unnested}) AS r (${raw(names)})`
}

function textOf(row: object, column: TableColumn): string | null {
  const { isObject } = column
  const cell = cellOf(row, column)
  return isObject && cell !== undefined && cell !== null ? JSON.stringify(cell) : cellText(cell)
}

const CHUNK_BYTES = 1 << 17

function* copyRows<Row extends object>(into: TableColumns<Row>, rows: readonly Row[]): Generator<Buffer> {
  const buffer = new BinaryBuffer(CHUNK_BYTES * 2)
  buffer.bytes(COPY_SIGNATURE)
  for (const row of rows) {
    writeRow(buffer, into, row)
    if (buffer.length >= CHUNK_BYTES) yield buffer.take()
  }
  buffer.bytes(COPY_END)
  yield buffer.take()
}

/** A row in COPY's binary form: as text, ids, times, numbers and arrays would be written and parsed digit by digit. */
export function writeRow<Row extends object>(buffer: BinaryBuffer, { columns }: TableColumns<Row>, row: Row): void {
  buffer.int16(columns.length)
  for (const column of columns) {
    const cell = cellOf(row, column)
    if (cell === undefined || cell === null) buffer.int32(-1)
    else column.write(buffer, cell)
  }
}

function cellOf(row: object, { property, cellOf: computed }: TableColumn): unknown {
  return computed === undefined ? (row as Readonly<Record<string, unknown>>)[property] : computed(row as never)
}
