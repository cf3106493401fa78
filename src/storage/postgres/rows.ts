import sql, { raw, type Sql } from 'sql-template-tag'
import {
  ARRAY_HEADER_BYTES,
  type ArrayType,
  BinaryBuffer,
  COPY_END,
  COPY_SIGNATURE,
  EMPTY_ARRAY_BYTES,
  writeArrayHeader,
} from './binary-rows.js'
import type { Tx } from './connection.js'

/** What a cell can hold: `undefined` is NULL, arrays are PostgreSQL arrays, a Buffer is bytea. JSON comes as its text. */
export type Cell =
  string | number | bigint | boolean | Date | Buffer | readonly string[] | readonly number[] | undefined

/** A table's columns that rows are written to, in their order, and their types. */
export interface TableColumns {
  readonly table: string
  readonly columns: readonly (readonly [name: string, type: ColumnType])[]
}

export type Row = readonly Cell[]

/** More rows go by COPY, which needs two more round trips. */
const MOST_ROWS_AS_PARAMETERS = 200

/** Adds rows to a table and gives their number. Many go by COPY; the caller sorts them where an index gains by it. */
export async function insertRows(tx: Tx, into: TableColumns, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0
  if (rows.length <= MOST_ROWS_AS_PARAMETERS) return tx.write(insertion(into, rows))
  if (!tx.canCopy) return insertInParts(tx, into, rows)
  const names = into.columns.map(([name]) => name).join(', ')
  return tx.copy(raw(`COPY ${into.table} (${names}) FROM STDIN (FORMAT binary)`), copyRows(into, rows))
}

/**
 * Writes rows whose first column is the key of the table, in the place of those that are there already: `known` are the keys of
 * these. A few are overwritten, which takes one statement for two and less of the indexes.
 */
export async function replaceRows(
  tx: Tx,
  into: TableColumns,
  known: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (known.length > 0 && rows.length <= MOST_ROWS_AS_PARAMETERS) {
    await tx.write(sql`${insertion(into, rows)} ${overwriting(into)}`)
    return
  }
  const [key, type] = keyOf(into)
  const gone =
    known.length === 0
      ? undefined
      : tx.write(sql`
          DELETE FROM ${raw(into.table)} WHERE ${raw(key)} = ANY (${arrayText(known)}::${raw(type)}[])`)
  await Promise.all([gone, insertRows(tx, into, rows)])
}

function overwriting(into: TableColumns): Sql {
  const [key] = keyOf(into)
  const values = into.columns.filter(([name]) => name !== key).map(([name]) => `${name} = EXCLUDED.${name}`)
  return raw(`ON CONFLICT (${key}) DO UPDATE SET ${values.join(', ')}`)
}

function keyOf({ table, columns }: TableColumns): readonly [name: string, type: ColumnType] {
  const [key] = columns
  if (key === undefined) throw new Error(`${table} has no columns`)
  return key
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

const CHUNK_BYTES = 1 << 17

function* copyRows(into: TableColumns, rows: readonly Row[]): Generator<Buffer> {
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
export function writeRow(buffer: BinaryBuffer, { columns }: TableColumns, row: Row): void {
  buffer.int16(columns.length)
  for (let at = 0; at < columns.length; at += 1) {
    const cell = row[at]
    if (cell === undefined) buffer.int32(-1)
    else WRITERS[columns[at]?.[1] ?? 'text'](buffer, cell)
  }
}

type CellWriter = (buffer: BinaryBuffer, cell: Exclude<Cell, undefined>) => void

/** The types of columns, and how a cell of each is written with its length before it. */
const WRITERS = {
  text: (buffer, cell) => {
    buffer.sizedText(cell as string)
  },
  json: (buffer, cell) => {
    buffer.sizedText(cell as string)
  },
  jsonb: (buffer, cell) => {
    buffer.sizedText(JSONB_VERSION + (cell as string))
  },
  uuid: (buffer, cell) => {
    buffer.sizedUuid(cell as string)
  },
  bigint: (buffer, cell) => {
    buffer.int32(8)
    if (typeof cell === 'number') buffer.int64(cell)
    else buffer.bigInt64(BigInt(cell as string | bigint))
  },
  int: (buffer, cell) => {
    buffer.int32(4)
    buffer.int32(cell as number)
  },
  smallint: (buffer, cell) => {
    buffer.int32(2)
    buffer.int16(cell as number)
  },
  float8: (buffer, cell) => {
    buffer.int32(8)
    buffer.float64(cell as number)
  },
  boolean: (buffer, cell) => {
    buffer.int32(1)
    buffer.byte(cell === true ? 1 : 0)
  },
  bytea: (buffer, cell) => {
    if (typeof cell === 'string') buffer.sizedHex(cell.slice(HEX_MARK.length))
    else buffer.sizedBytes(cell as Buffer)
  },
  timestamptz: (buffer, cell) => {
    buffer.int32(8)
    buffer.int64(((cell as Date).getTime() - START_OF_TIME) * MICROSECONDS)
  },
  'bigint[]': (buffer, cell) => {
    const numbers = cell as readonly number[]
    startArray(buffer, 'bigint[]', numbers.length, numbers.length * 12)
    for (const number of numbers) {
      buffer.int32(8)
      buffer.int64(number)
    }
  },
  'uuid[]': (buffer, cell) => {
    const ids = cell as readonly string[]
    startArray(buffer, 'uuid[]', ids.length, ids.length * 20)
    for (const id of ids) buffer.sizedUuid(id)
  },
  'text[]': (buffer, cell) => {
    const texts = cell as readonly string[]
    const bytes = texts.reduce((sum, text) => sum + 4 + Buffer.byteLength(text), 0)
    startArray(buffer, 'text[]', texts.length, bytes)
    for (const text of texts) buffer.sizedText(text)
  },
} as const satisfies Readonly<Record<string, CellWriter>>

/** A type of column that rows can be written to. */
export type ColumnType = keyof typeof WRITERS

/** Before the digits of bytes that come as text. */
const HEX_MARK = '\\x'
const JSONB_VERSION = '\x01'
/** PostgreSQL counts microseconds from here. */
const START_OF_TIME = Date.UTC(2000, 0, 1)
const MICROSECONDS = 1000

function startArray(buffer: BinaryBuffer, type: ArrayType, length: number, bytes: number): void {
  buffer.int32((length === 0 ? EMPTY_ARRAY_BYTES : ARRAY_HEADER_BYTES) + bytes)
  writeArrayHeader(buffer, type, length)
}

/** A cell in PostgreSQL's text form; null for NULL. Arrays are of ids and numbers, which need no quotes. */
function cellText(cell: Cell): string | null {
  if (cell === undefined) return null
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return cell.toISOString()
  if (Buffer.isBuffer(cell)) return HEX_MARK + cell.toString('hex')
  if (Array.isArray(cell)) return arrayText(cell as readonly (string | number)[])
  return String(cell)
}

/** An array of ids or numbers as one parameter; the driver's own text for it quotes and escapes each element. */
export function arrayText(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}
