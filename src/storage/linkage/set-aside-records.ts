import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import type { PendingKey } from './pending-records.js'
import { arrayText } from '../postgres/column-types.js'

/** A record that could not be linked. */
export interface SetAsideRecord {
  readonly recordId: string
  readonly source: string
  readonly sourceKey: string
  readonly version: number
  readonly batchId: string | null
  /** Of the error: an SQLSTATE or the name of its class. */
  readonly code: string
  readonly setAsideAt: Date
}

/** Sets a pending record aside for a while, in the place of an earlier version that was set aside. */
export async function setAside(tx: Tx, key: PendingKey, { code, at }: { code: string; at: Date }): Promise<void> {
  const { locality, id, version, batchRow, batchId } = key
  await forgetSetAside(tx, [{ id, version }])
  await tx.write(sql`
    DELETE FROM pending_records WHERE locality = ${locality} AND record_id = ${id} AND version = ${version}`)
  await tx.write(sql`
    INSERT INTO set_aside_records (record_id, version, locality, batch_row, batch_id, code, set_aside_at)
    VALUES (${id}, ${version}, ${locality}, ${batchRow}, ${batchId}, ${code}, ${at})`)
}

/** Makes all records that were set aside pending again; returns their number. A batch that is not completed waits for its own. */
export async function requeueSetAside(tx: Tx): Promise<number> {
  await tx.write(sql`
    UPDATE batches b SET remaining = remaining + a.records
    FROM (SELECT batch_id, count(*) AS records FROM set_aside_records GROUP BY batch_id) AS a
    WHERE b.batch_id = a.batch_id AND b.state = 'linking'`)
  const returned = await tx.write(sql`
    INSERT INTO pending_records (locality, record_id, version, batch_row, batch_id)
    SELECT locality, record_id, version, batch_row, batch_id FROM set_aside_records ON CONFLICT DO NOTHING`)
  await tx.write(sql`DELETE FROM set_aside_records`)
  return returned
}

/** Deletes the versions of these records that were set aside, up to the version that was linked. */
export async function forgetSetAside(
  tx: Tx,
  linked: readonly { readonly id: string; readonly version: number }[],
): Promise<void> {
  await tx.write(sql`
    DELETE FROM set_aside_records a USING unnest(${arrayText(linked.map(({ id }) => id))}::uuid[],
      ${arrayText(linked.map(({ version }) => version))}::bigint[]) AS k (record_id, version)
    WHERE a.record_id = k.record_id AND a.version <= k.version`)
}

/** Which of these records have a version set aside: their live version is not the newest. */
export async function findSetAside(conn: Conn, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await conn.read<{ id: string }>(sql`
    SELECT DISTINCT record_id AS id FROM set_aside_records WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** The records that were set aside, the first `limit` of them. */
export function listSetAside(conn: Conn, limit: number): Promise<readonly SetAsideRecord[]> {
  return conn.read<SetAsideRecord>(sql`
    SELECT a.record_id AS "recordId", s.source_code AS source, s.source_key AS "sourceKey", a.version::float8 AS version,
      a.batch_id AS "batchId", a.code, a.set_aside_at AS "setAsideAt"
    FROM set_aside_records a JOIN source_records s USING (record_id, version, batch_row)
    ORDER BY a.set_aside_at, a.record_id, a.version LIMIT ${limit}`)
}
