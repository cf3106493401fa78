import sql, { type Sql } from 'sql-template-tag'
import type { AppliedBatch } from '../../domain/registry/records/batches-in-force.js'
import { arrayText } from '../postgres/column-types.js'
import { rejectedRecordsOf } from './batch-rows.js'

/*
 * What a source says of a record is its newest statement in force: a single change, a row of a batch that nobody reverted, or its
 * absence from a list of all records. What an applied reversal wrote is no statement: it only repeats others.
 */

/** Whether a row is a statement in force: of a single change or of one of these batches, neither rejected nor parted. */
export function isStatement(row: Sql, inForceIds: readonly string[]): Sql {
  return sql`
    (${row}.batch_id IS NULL OR ${row}.batch_id = ANY (${arrayText(inForceIds)}::uuid[]))
      AND NOT EXISTS (
        SELECT FROM source_records p
        WHERE p.batch_id = ${row}.batch_id AND p.batch_row = ${row}.batch_row AND p.parted_from = ${row}.record_id)
      AND NOT EXISTS (SELECT FROM rejections j WHERE j.batch_id = ${row}.batch_id AND j.batch_row = ${row}.batch_row)`
}

/** Columns of a row that may be absent from later lists. */
export interface StatedRow {
  readonly version: Sql
  readonly subject: Sql
  readonly sourceKey: Sql
  readonly partedFrom: Sql
}

/**
 * Whether one of these snapshots came after a row and does not name its record. It must be known that none of them has a row of the
 * record. A snapshot says nothing of subjects that it does not have, and a rejected row of it names its record all the same.
 */
export function isAbsentLater(
  { version, subject, sourceKey, partedFrom }: StatedRow,
  snapshots: readonly AppliedBatch[],
  source: string,
): Sql {
  if (snapshots.length === 0) return sql`false`
  const ids = snapshots.map(({ id }) => id)
  return sql`EXISTS (
    SELECT FROM (${subjectsOf(snapshots)}) AS n
    WHERE n.version > ${version} AND n.subject = ${subject}
      AND (n.batch_id, ${sourceKey}) NOT IN (
        SELECT j.batch_id, j.source_key FROM rejections j
        WHERE j.batch_id = ANY (${arrayText(ids)}::uuid[]) AND j.source_key IS NOT NULL)
      AND (${partedFrom} IS NULL OR (n.batch_id, ${partedFrom}) NOT IN (${rejectedRecordsOf(ids, source)})))`
}

/** The snapshots with their versions, once for each subject that they have rows of. */
function subjectsOf(snapshots: readonly AppliedBatch[]): Sql {
  return sql`
    SELECT s.batch_id, s.version, k.subject FROM unnest(
      ${arrayText(snapshots.map(({ id }) => id))}::uuid[],
      ${arrayText(snapshots.map(({ version }) => version))}::bigint[]) AS s (batch_id, version)
      CROSS JOIN (VALUES ('person'), ('household')) AS k (subject)
    WHERE EXISTS (SELECT FROM source_records r WHERE r.batch_id = s.batch_id AND r.subject = k.subject)`
}
