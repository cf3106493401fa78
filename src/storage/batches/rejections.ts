import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertRows, type TableColumns } from '../postgres/rows.js'

/** What is wrong with a row: no value of it is in the detail. */
export interface RejectionError {
  readonly field?: string
  readonly code: string
  readonly detail: string
}

/** A delivered row that was not taken, as received so far as it could be read. */
export interface Rejection {
  readonly row: number
  readonly line: number
  readonly sourceKey: string | undefined
  readonly errors: readonly RejectionError[]
  readonly payload: object | undefined
}

const INTO: TableColumns = {
  table: 'rejections',
  columns: [
    ['batch_id', 'uuid'],
    ['batch_row', 'bigint'],
    ['line', 'bigint'],
    ['source_key', 'text'],
    ['errors', 'jsonb'],
    ['payload', 'json'],
  ],
}

/** Adds rejections of a delivery. */
export async function insertRejections(tx: Tx, batchId: string, rejections: readonly Rejection[]): Promise<void> {
  const rows = rejections.map(({ row, line, sourceKey, errors, payload }) => [
    batchId,
    row,
    line,
    sourceKey,
    JSON.stringify(errors.map(withoutNul)),
    payload === undefined ? undefined : JSON.stringify(payload),
  ])
  await insertRows(tx, INTO, rows)
}

/** A field is called by the header, which may hold anything; PostgreSQL takes no NUL. */
function withoutNul(error: RejectionError): RejectionError {
  return error.field?.includes('\0') === true ? { ...error, field: error.field.replaceAll('\0', '') } : error
}

/** At most `limit` rejections of a delivery behind the row `after`, in the order of the rows. */
export async function listRejections(
  conn: Conn,
  batchId: string,
  { after, limit }: { after: number; limit: number },
): Promise<readonly Rejection[]> {
  const rows = await conn.read<Stored>(sql`
    SELECT batch_row::float8 AS row, line::float8 AS line, source_key AS "sourceKey", errors, payload FROM rejections
    WHERE batch_id = ${batchId} AND batch_row > ${after} ORDER BY batch_row LIMIT ${limit}`)
  return rows.map((row) => ({ ...row, sourceKey: row.sourceKey ?? undefined, payload: row.payload ?? undefined }))
}

interface Stored {
  readonly row: number
  readonly line: number
  readonly sourceKey: string | null
  readonly errors: readonly RejectionError[]
  readonly payload: object | null
}

/** How many rows of a delivery were not taken. */
export async function countRejections(conn: Conn, batchId: string): Promise<number> {
  const [row] = await conn.read<{ count: number }>(
    sql`SELECT count(*)::float8 AS count FROM rejections WHERE batch_id = ${batchId}`,
  )
  return row?.count ?? 0
}
