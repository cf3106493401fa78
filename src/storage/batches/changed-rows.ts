import sql, { empty, type Sql } from 'sql-template-tag'
import type { AppliedBatch } from '../../domain/registry/records/batches-in-force.js'
import type { Tx } from '../postgres/connection.js'
import { countedRows, type BatchRows, type BatchRef, rejectedRecords } from './batch-rows.js'
import { isAbsentLater, isStatement } from './statements.js'

/** What a batch is compared with besides the live records. */
export interface Comparison {
  readonly batch: BatchRef
  readonly rows: BatchRows
  /** Whether something later of its source has been applied already. */
  readonly overtaken: Overtaken
}

/** The batches in force with a higher version, and whether single changes came since. */
export interface Overtaken {
  readonly later: readonly AppliedBatch[]
  readonly bySingles: boolean
}

/** From so many rows on reading whole tables once beats looking each row up, whatever the statistics of new rows are. */
const MANY_ROWS = 20_000

/** Prepares the transaction for a large batch: without statistics on rows just received, the planner would choose loops. */
export async function prepareFor(tx: Tx, rows: number): Promise<void> {
  if (rows < MANY_ROWS) return
  await tx.write(sql`SET LOCAL enable_nestloop = off`)
  await tx.write(sql`SET LOCAL work_mem = '64MB'`)
}

/** Whether single changes of any source came after a version. */
export async function hasLaterSingles(tx: Tx, version: number): Promise<boolean> {
  const rows = await tx.read(sql`SELECT FROM source_records WHERE batch_id IS NULL AND version > ${version} LIMIT 1`)
  return rows.length > 0
}

/** Adds the rows that are new, or differ from the live record, to the pending records; returns their number. */
export function queueChanged(tx: Tx, comparison: Comparison): Promise<number> {
  const { batch, rows } = comparison
  return tx.write(sql`
    INSERT INTO pending_records (locality, record_id, version, batch_row, batch_id)
    SELECT d.locality, d.record_id, ${batch.version}::bigint, d.batch_row, ${batch.id}::uuid
    FROM (${countedRows(batch, rows)}) AS d LEFT JOIN live_records l ON l.record_id = d.record_id
    WHERE (l.record_id IS NULL OR l.content_hash <> d.content_hash
        OR d.record_id IN (SELECT a.record_id FROM set_aside_records a))
      ${notOvertaken(comparison, sql`d.record_id`)} ${notAbsentLater(comparison)}
    ORDER BY d.locality, d.record_id`)
}

/** How many rows differ from the live record, whether or not something later was said of it. */
export async function countDiffering(tx: Tx, { batch, rows }: Comparison): Promise<number> {
  const [row] = await tx.read<{ count: number }>(sql`
    SELECT count(*)::float8 AS count FROM (${countedRows(batch, rows)}) AS d
      LEFT JOIN live_records l ON l.record_id = d.record_id
    WHERE l.record_id IS NULL OR l.content_hash <> d.content_hash
      OR d.record_id IN (SELECT a.record_id FROM set_aside_records a)`)
  return row?.count ?? 0
}

/**
 * Whether no later statement in force is of the record. The live record alone does not show that: a record that was withdrawn
 * later is not live, one that came later without a change still has its earlier version, and a reversal gives old content a
 * new version.
 */
function notOvertaken({ batch, overtaken: { later, bySingles } }: Comparison, recordId: Sql): Sql {
  if (later.length === 0 && !bySingles) return empty
  const laterIds = later.map(({ id }) => id)
  return sql`AND NOT EXISTS (
    SELECT FROM source_records h WHERE h.record_id = ${recordId} AND h.version > ${batch.version}
      AND ${isStatement(sql`h`, laterIds)})`
}

/** Whether no later snapshot leaves the record of a row out. */
function notAbsentLater({ batch, overtaken: { later } }: Comparison): Sql {
  const snapshots = later.filter(({ mode }) => mode === 'snapshot')
  if (snapshots.length === 0) return empty
  const row = {
    version: sql`${batch.version}::bigint`,
    subject: sql`d.subject`,
    sourceKey: sql`d.source_key`,
    partedFrom: sql`d.parted_from`,
  }
  return sql`AND NOT ${isAbsentLater(row, snapshots, batch.source)}`
}

/** How many live records of the source a snapshot no longer has. */
export async function countMissing(tx: Tx, comparison: Comparison): Promise<number> {
  const [row] = await tx.read<{ count: number }>(
    sql`SELECT count(*)::float8 AS count FROM (${missingRecords(comparison)}) AS m`,
  )
  return row?.count ?? 0
}

/** Adds the withdrawal of each record that a snapshot no longer has, as a row and as a pending record. */
export function queueMissing(tx: Tx, comparison: Comparison, at: Date): Promise<number> {
  const { id, version, source } = comparison.batch
  return tx.write(sql`
    WITH missing AS (
      SELECT m.record_id, m.source_key, coalesce(s.locality, 0) AS locality FROM (${missingRecords(comparison)}) AS m
      LEFT JOIN source_records s ON s.record_id = m.record_id AND s.version = m.version AND s.batch_row = m.batch_row
    ), noted AS (
      INSERT INTO source_records
        (record_id, version, batch_row, source_code, source_key, batch_id, subject, locality, received_at)
      SELECT record_id, ${version}::bigint, 0, ${source}::text, source_key, ${id}::uuid, 'withdrawal', locality, ${at}::timestamptz FROM missing
    )
    INSERT INTO pending_records (locality, record_id, version, batch_row, batch_id)
    SELECT locality, record_id, ${version}::bigint, 0, ${id}::uuid FROM missing ORDER BY locality, record_id`)
}

/** A rejected row still names its record: a batch with a broken row has not dropped the person. */
function missingRecords(comparison: Comparison): Sql {
  const { id, source } = comparison.batch
  return sql`
    SELECT l.record_id, l.source_key, l.version, l.batch_row FROM (${presentRecords(source, id)}) AS l
    WHERE ${isAbsent(comparison, sql`l.record_id`)}
      AND l.source_key NOT IN (SELECT j.source_key FROM rejections j WHERE j.batch_id = ${id} AND j.source_key IS NOT NULL)
      AND NOT EXISTS (
        SELECT FROM source_records p JOIN (${rejectedRecords(comparison.batch)}) AS j (id) ON p.parted_from = j.id
        WHERE p.record_id = l.record_id AND p.version = l.version AND p.batch_row = l.batch_row)
      ${notOvertaken(comparison, sql`l.record_id`)}`
}

/**
 * The ids of a small batch are hashed, whatever the statistics of new rows are: without any, the planner chose a loop over the
 * batch for each live record, which took seconds for 15,000 rows.
 */
function isAbsent({ batch, rows }: Comparison, recordId: Sql): Sql {
  const counted = countedRows(batch, rows)
  return rows.rows < MANY_ROWS
    ? sql`${recordId} NOT IN (SELECT d.record_id FROM (${counted}) AS d)`
    : sql`NOT EXISTS (SELECT FROM (${counted}) AS d WHERE d.record_id = ${recordId})`
}

/**
 * The live records of a source, and those that would be live had they not been set aside. A source that sends persons in
 * one file and families in another means neither to withdraw the other.
 */
function presentRecords(source: string, batchId: string): Sql {
  const subjects = sql`ARRAY(SELECT DISTINCT subject FROM source_records WHERE batch_id = ${batchId})`
  return sql`
    SELECT record_id, source_key, version, batch_row FROM live_records
    WHERE source_code = ${source} AND subject = ANY (${subjects})
    UNION ALL
    SELECT s.record_id, s.source_key, s.version, s.batch_row
    FROM set_aside_records a JOIN source_records s USING (record_id, version, batch_row)
    WHERE s.source_code = ${source} AND s.subject <> 'withdrawal' AND s.subject = ANY (${subjects})
      AND NOT EXISTS (SELECT FROM live_records o WHERE o.record_id = a.record_id)`
}

/** How many records of the source are live, of the subjects that the batch has. */
export async function countPresent(tx: Tx, { batch }: Comparison): Promise<number> {
  const [row] = await tx.read<{ count: number }>(
    sql`SELECT count(*)::float8 AS count FROM (${presentRecords(batch.source, batch.id)}) AS p`,
  )
  return row?.count ?? 0
}
