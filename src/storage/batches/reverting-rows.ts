import sql, { type Sql } from 'sql-template-tag'
import type { AppliedBatch } from '../../domain/registry/records/batches-in-force.js'
import type { Tx } from '../postgres/connection.js'
import type { BatchRef } from './batch-rows.js'
import { arrayText } from '../postgres/column-types.js'
import { isAbsentLater, isStatement } from './statements.js'

/** A reversal that is applied now. */
export interface Reverting {
  readonly by: BatchRef
  /** The batches whose rows come into force or lose it by the reversal. */
  readonly changed: readonly AppliedBatch[]
  /** All applied batches of the source, and those of them that are in force with the reversal. */
  readonly applied: readonly AppliedBatch[]
  readonly inForce: readonly AppliedBatch[]
  readonly at: Date
}

/** How many records a reversal gives another version, and how many it withdraws. */
export interface Reverted {
  readonly restored: number
  readonly withdrawn: number
}

/**
 * Writes a row for each record of which the source's newest statement in force is now another one than the live version: that
 * statement's content, by its hash, or a withdrawal. The rows are queued for linking.
 */
export async function insertRevertingRows(tx: Tx, reverting: Reverting): Promise<Reverted> {
  const { by, at } = reverting
  // Each record is looked up by its id, whatever the statistics of the tables are.
  await tx.write(sql`SET LOCAL enable_seqscan = off`)
  await tx.write(sql`
    INSERT INTO source_records (record_id, version, batch_row, source_code, source_key, batch_id, subject, content_hash,
      locality, person_mark, parted_from, other_reading, received_at)
    SELECT r.record_id, ${by.version}::bigint,
      CASE WHEN r.subject = 'withdrawal' THEN 0 ELSE row_number() OVER (PARTITION BY r.subject = 'withdrawal' ORDER BY r.source_key) END,
      ${by.source}::text, r.source_key, ${by.id}::uuid, r.subject, r.content_hash, r.locality, r.person_mark, r.parted_from,
      r.other_reading, ${at}::timestamptz
    FROM (${changedRecords(reverting)}) AS r
    ON CONFLICT DO NOTHING`)
  await tx.write(sql`
    INSERT INTO pending_records (locality, record_id, version, batch_row, batch_id)
    SELECT locality, record_id, version, batch_row, batch_id FROM source_records
    WHERE batch_id = ${by.id} ORDER BY locality, record_id`)
  const [row] = await tx.read<Reverted>(sql`
    SELECT count(*) FILTER (WHERE subject <> 'withdrawal')::float8 AS restored,
      count(*) FILTER (WHERE subject = 'withdrawal')::float8 AS withdrawn
    FROM source_records WHERE batch_id = ${by.id}`)
  return row ?? { restored: 0, withdrawn: 0 }
}

/** The records whose live version is not what is now said of them, with the row that it is to be; no hash in a withdrawal. */
function changedRecords(reverting: Reverting): Sql {
  return sql`
    SELECT t.record_id, coalesce(t.stated_key, t.live_key) AS source_key,
      CASE WHEN t.is_put THEN t.subject ELSE 'withdrawal' END AS subject,
      CASE WHEN t.is_put THEN t.content_hash END AS content_hash, coalesce(t.locality, 0) AS locality,
      CASE WHEN t.is_put THEN t.person_mark END AS person_mark, CASE WHEN t.is_put THEN t.parted_from END AS parted_from,
      CASE WHEN t.is_put THEN t.other_reading END AS other_reading
    FROM (${statedRecords(reverting)}) AS t
    WHERE CASE WHEN t.is_put THEN t.live_hash IS NULL OR t.live_hash <> t.content_hash OR t.is_set_aside
      ELSE t.live_hash IS NOT NULL OR t.is_set_aside END`
}

/** Each record that may change, with the newest statement in force and its live version. */
function statedRecords(reverting: Reverting): Sql {
  const { inForce, by } = reverting
  const snapshots = inForce.filter(({ mode }) => mode === 'snapshot')
  const row = {
    version: sql`p.version`,
    subject: sql`p.subject`,
    sourceKey: sql`p.source_key`,
    partedFrom: sql`p.parted_from`,
  }
  return sql`
    SELECT c.record_id, p.source_key AS stated_key, l.source_key AS live_key, p.subject, p.content_hash, p.person_mark,
      p.parted_from, p.other_reading, coalesce(p.locality, s.locality) AS locality, l.content_hash AS live_hash,
      p.record_id IS NOT NULL AND p.subject <> 'withdrawal' AND NOT ${isAbsentLater(row, snapshots, by.source)} AS is_put,
      EXISTS (SELECT FROM set_aside_records a WHERE a.record_id = c.record_id) AS is_set_aside
    FROM (${touchedRecords(reverting)}) AS c
      LEFT JOIN live_records l ON l.record_id = c.record_id
      LEFT JOIN source_records s ON s.record_id = l.record_id AND s.version = l.version AND s.batch_row = l.batch_row
      LEFT JOIN LATERAL (
        SELECT e.* FROM source_records e
        WHERE e.record_id = c.record_id AND ${isStatement(
          sql`e`,
          inForce.map(({ id }) => id),
        )}
        ORDER BY e.version DESC, e.batch_row LIMIT 1
      ) AS p ON true`
}

/**
 * The records of which the changed batches say something. A snapshot says something of all records: of those that it does not
 * name that they are gone. Those of them that are not live were withdrawn by a batch, or are of a list that was confirmed late.
 */
function touchedRecords({ changed, applied, by }: Reverting): Sql {
  const idsOf = (those: readonly AppliedBatch[]): string => arrayText(those.map(({ id }) => id))
  const named = sql`SELECT record_id FROM source_records WHERE batch_id = ANY (${idsOf(changed)}::uuid[])`
  const hasSnapshot = changed.some(({ mode }) => mode === 'snapshot')
  const late = applied.filter(({ isConfirmed, reverts }) => isConfirmed || reverts !== undefined)
  return sql`${named} ${
    hasSnapshot
      ? sql`
    UNION SELECT record_id FROM live_records WHERE source_code = ${by.source}
    UNION SELECT record_id FROM source_records WHERE batch_id = ANY (${idsOf(applied)}::uuid[]) AND batch_row = 0
    UNION SELECT record_id FROM source_records WHERE batch_id = ANY (${idsOf(late)}::uuid[])`
      : sql`UNION SELECT record_id FROM source_records WHERE false`
  }`
}
