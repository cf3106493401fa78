import {
  ARRAY_HEADER_BYTES,
  type ArrayType,
  type BinaryBuffer,
  EMPTY_ARRAY_BYTES,
  writeArrayHeader,
} from './binary-rows.js'
import { arrayText } from './column-types.js'

/** Writes a cell with its length before it. */
export type CellWriter = (buffer: BinaryBuffer, cell: unknown) => void

/** The types of columns by PostgreSQL's names, and how a cell of each is written. */
export const WRITERS = {
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
  integer: (buffer, cell) => {
    buffer.int32(4)
    buffer.int32(cell as number)
  },
  smallint: (buffer, cell) => {
    buffer.int32(2)
    buffer.int16(cell as number)
  },
  'double precision': (buffer, cell) => {
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
  'timestamp with time zone': (buffer, cell) => {
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

/** A cell in PostgreSQL's text form; null for NULL. Arrays are of ids, codes and numbers, which need no quotes. */
export function cellText(cell: unknown): string | null {
  if (cell === undefined || cell === null) return null
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return cell.toISOString()
  if (Buffer.isBuffer(cell)) return HEX_MARK + cell.toString('hex')
  if (Array.isArray(cell)) return arrayText(cell)
  return (cell as number | bigint | boolean).toString()
}
