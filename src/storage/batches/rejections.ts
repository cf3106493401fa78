import { and, asc, eq, gt } from 'drizzle-orm'
import type { Conn, Tx } from '../postgres/connection.js'
import { countRows, readCount, readRows, select } from '../postgres/queries.js'
import { insertRows } from '../postgres/rows.js'
import { columnsOf, type Stored, storedRows } from '../postgres/table-columns.js'
import { type RejectionError, rejections } from './schema.js'

export type { RejectionError } from './schema.js'

/** A row of a batch that was not accepted. */
export type Rejection = Omit<Stored<typeof rejections>, 'batchId'>

const COLUMNS = columnsOf(rejections)
const { batchId, row, line, sourceKey, errors, payload } = rejections
const storedRejections = storedRows(rejections)

/** Adds rejections of a batch. */
export async function insertRejections(tx: Tx, id: string, added: readonly Rejection[]): Promise<void> {
  const rows = added.map((rejection) => ({ ...rejection, batchId: id, errors: rejection.errors.map(withoutNul) }))
  await insertRows(tx, COLUMNS, rows)
}

/** A field is called by the header, which may hold anything; PostgreSQL takes no NUL. */
function withoutNul(error: RejectionError): RejectionError {
  return error.field?.includes('\0') === true ? { ...error, field: error.field.replaceAll('\0', '') } : error
}

/** At most `limit` rejections of a batch behind the row `after`, in the order of the rows. */
export async function listRejections(
  conn: Conn,
  id: string,
  { after, limit }: { after: number; limit: number },
): Promise<readonly Rejection[]> {
  const query = select({ row, line, sourceKey, errors, payload })
    .from(rejections)
    .where(and(eq(batchId, id), gt(row, after)))
    .orderBy(asc(row))
    .limit(limit)
  return storedRejections(await readRows(conn, query))
}

/** The number of rows of a batch that were not accepted. */
export function countRejections(conn: Conn, id: string): Promise<number> {
  return readCount(conn, select({ count: countRows() }).from(rejections).where(eq(batchId, id)))
}
