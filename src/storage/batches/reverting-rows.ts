import sql, { type Sql } from 'sql-template-tag'
import type { Tx } from '../postgres/connection.js'
import type { BatchRef } from './batch-rows.js'
import { arrayText } from '../postgres/column-types.js'

/** The batch to revert, the new batch that reverts it, and the batches whose rows had an effect. */
export interface Reverting {
  readonly reverted: BatchRef
  readonly by: BatchRef
  readonly appliedIds: readonly string[]
  readonly at: Date
}

/**
 * Writes the rows of a batch that reverts another. Each record that is still as the other left it gets its previous version,
 * or a withdrawal where it had none. Content is referred to by its hash. Returns how many rows restore a version.
 */
export async function insertRevertingRows(tx: Tx, reverting: Reverting): Promise<number> {
  const { by, at } = reverting
  await tx.write(sql`
    INSERT INTO source_records
      (record_id, version, batch_row, source_code, source_key, batch_id, subject, content_hash, locality, received_at)
    SELECT t.record_id, ${by.version}::bigint, row_number() OVER (ORDER BY t.source_key), ${by.source}::text, t.source_key, ${by.id}::uuid,
      coalesce(p.subject, 'withdrawal'), p.content_hash, t.locality, ${at}::timestamptz
    FROM (${touchedRecords(reverting)}) AS t LEFT JOIN LATERAL (${previousRow(reverting)}) AS p ON true`)
  const [row] = await tx.read<{ count: number }>(sql`
    SELECT count(*)::float8 AS count FROM source_records WHERE batch_id = ${by.id} AND subject <> 'withdrawal'`)
  return row?.count ?? 0
}

/** The records that are live as the batch left them, or that it withdrew, and that have no later row. */
function touchedRecords({ reverted: { id, version, source }, appliedIds }: Reverting): Sql {
  return sql`
    SELECT t.* FROM (
      SELECT l.record_id, l.source_key, coalesce(s.locality, 0) AS locality FROM live_records l
        LEFT JOIN source_records s ON s.record_id = l.record_id AND s.version = l.version AND s.batch_row = l.batch_row
      WHERE l.source_code = ${source} AND l.version = ${version}
      UNION ALL
      SELECT w.record_id, w.source_key, w.locality FROM source_records w
      WHERE w.batch_id = ${id} AND w.subject = 'withdrawal'
        AND NOT EXISTS (SELECT FROM live_records l WHERE l.record_id = w.record_id)
    ) AS t
    WHERE NOT EXISTS (
      SELECT FROM source_records h WHERE h.record_id = t.record_id AND h.version > ${version}
        AND (h.batch_id IS NULL OR h.batch_id = ANY (${arrayText(appliedIds)}::uuid[])))`
}

/** Of the rows of one record in one batch only one had an effect: no rejected row, and none whose key was parted. */
function previousRow({ reverted: { version }, appliedIds }: Reverting): Sql {
  return sql`
    SELECT e.subject, e.content_hash FROM source_records e
    WHERE e.record_id = t.record_id AND e.version < ${version}
      AND (e.batch_id IS NULL OR e.batch_id = ANY (${arrayText(appliedIds)}::uuid[]))
      AND NOT EXISTS (
        SELECT FROM source_records p
        WHERE p.batch_id = e.batch_id AND p.batch_row = e.batch_row AND p.parted_from = e.record_id)
      AND NOT EXISTS (SELECT FROM rejections j WHERE j.batch_id = e.batch_id AND j.batch_row = e.batch_row)
    ORDER BY e.version DESC, e.batch_row LIMIT 1`
}
