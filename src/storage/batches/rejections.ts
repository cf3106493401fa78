import { and, asc, eq, gt } from 'drizzle-orm'
import rawSql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { countRows, readCount, readRows, select, update, write } from '../postgres/queries.js'
import { insertRows } from '../postgres/rows.js'
import { columnsOf, type Stored, storedRows } from '../postgres/table-columns.js'
import { REPEATED_CODES } from './batch-rows.js'
import { batches, type RejectionError, rejections } from './schema.js'

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

/** The rejections that are stored of a source. */
export async function countStoredRejections(conn: Conn, source: string): Promise<number> {
  const [row] = await conn.read<{ count: number }>(rawSql`
    SELECT count(*)::float8 AS count FROM rejections j
    WHERE j.batch_id IN (SELECT b.batch_id FROM batches b WHERE b.source_code = ${source})`)
  return row?.count ?? 0
}

/**
 * Deletes the oldest rejections of a source, of whole batches that have ended, until at most `most` are left; their batches
 * tell how many. Rows of repeated keys stay, since a reversal reads them, and so do those of a snapshot that may be confirmed.
 */
export async function dropOldRejections(tx: Tx, source: string, most: number): Promise<void> {
  await tx.write(rawSql`
    WITH listed AS (
      SELECT b.batch_id, b.version, count(*) AS rows FROM batches b JOIN rejections j ON j.batch_id = b.batch_id
      WHERE b.source_code = ${source} AND b.finished_at IS NOT NULL AND coalesce(b.refusal->>'code', '') <> 'SNAPSHOT_ABNORMAL'
        AND j.errors->0->>'code' <> ALL (${REPEATED_CODES}::text[])
      GROUP BY b.batch_id, b.version
    ), old AS (
      SELECT batch_id FROM (SELECT batch_id, sum(rows) OVER (ORDER BY version DESC) AS kept FROM listed) AS l WHERE kept > ${most}
    ), dropped AS (
      DELETE FROM rejections j WHERE j.batch_id IN (SELECT batch_id FROM old)
        AND j.errors->0->>'code' <> ALL (${REPEATED_CODES}::text[]) RETURNING j.batch_id
    )
    UPDATE batches b SET counts = b.counts || jsonb_build_object('unlisted', coalesce((b.counts->>'unlisted')::bigint, 0) + d.rows)
    FROM (SELECT batch_id, count(*) AS rows FROM dropped GROUP BY batch_id) AS d WHERE b.batch_id = d.batch_id`)
}

/** A batch whose sender had gone and whose rows are still stored. */
export async function findUncleared(conn: Conn): Promise<string | undefined> {
  const [row] = await conn.read<{ batch_id: string }>(rawSql`
    SELECT batch_id FROM batches WHERE state = 'failed' AND cleared_at IS NULL AND refusal->>'code' = 'SENDER_GONE' LIMIT 1`)
  return row?.batch_id
}

/** Deletes rows and rejections of such a batch, at most so many rows; returns how many rows were deleted. */
export async function clearFailed(tx: Tx, id: string, most: number): Promise<number> {
  const [row] = await tx.writeReturning<{ cleared: number }>(
    rawSql`SELECT clear_failed_batch(${id}::uuid, ${most}::bigint)::float8 AS cleared`,
  )
  const rejected = await tx.write(rawSql`
    DELETE FROM rejections WHERE batch_id = ${id} AND batch_row IN (
      SELECT batch_row FROM rejections WHERE batch_id = ${id} ORDER BY batch_row LIMIT ${most}::bigint)`)
  return (row?.cleared ?? 0) + rejected
}

/** Nothing of the batch is stored any more but the batch itself. */
export async function saveCleared(tx: Tx, id: string, at: Date): Promise<void> {
  await write(tx, update(batches).set({ clearedAt: at }).where(eq(batches.id, id)))
}

/** The number of rows of a batch that were not accepted. */
export function countRejections(conn: Conn, id: string): Promise<number> {
  return readCount(conn, select({ count: countRows() }).from(rejections).where(eq(batchId, id)))
}
