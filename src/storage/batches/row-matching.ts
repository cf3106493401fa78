import sql, { type Sql } from 'sql-template-tag'
import {
  type CanonicalRecord,
  type Facts,
  type PackedRecord,
  unpackRecord,
} from '../../domain/registry/records/canonical-record.js'
import { arrayText } from '../postgres/column-types.js'
import type { Tx } from '../postgres/connection.js'
import { type BatchRef, type BatchRows, countedRows, rejectedRecords } from './batch-rows.js'

/** A row of a batch whose key alone does not tell which record of its source it is. */
export interface UnsettledRow {
  readonly batchRow: string
  /** The record that its key names. */
  readonly id: string
  /** The record that its key named before it was parted from those of other persons. */
  readonly partedFrom: string | null
  readonly record: CanonicalRecord
  readonly facts: Facts
}

/** A record of a source as it was before the batch. */
export interface KnownRecord {
  readonly id: string
  /** The record that the key of its last row named, where that is another one. */
  readonly partedFrom: string | null
  readonly isLive: boolean
  readonly record: CanonicalRecord
  readonly facts: Facts
}

/** A row and a record that may be the same, and how much speaks for it. */
export interface RowCandidate {
  readonly batchRow: string
  readonly id: string
  readonly weight: number
}

/**
 * Gathers the rows with a personal key that does not name a live record of the same content, or of the same name and birth
 * date; returns their number. They wait in a table of the transaction, so that a list of any size takes no memory here.
 */
export async function gatherUnsettled(tx: Tx, batch: BatchRef, rows: BatchRows): Promise<number> {
  await tx.write(sql`
    CREATE TEMP TABLE unsettled_rows (batch_row bigint PRIMARY KEY, record_id uuid NOT NULL) ON COMMIT DROP`)
  return tx.write(sql`
    INSERT INTO unsettled_rows
    SELECT d.batch_row, d.record_id FROM (${countedRows(batch, rows)}) AS d
      LEFT JOIN live_records l ON l.record_id = d.record_id
      LEFT JOIN source_records s ON s.record_id = l.record_id AND s.version = l.version AND s.batch_row = l.batch_row
        AND l.content_hash <> d.content_hash
    WHERE d.person_mark IS NOT NULL AND (l.record_id IS NULL OR (l.content_hash <> d.content_hash
      AND (s.person_mark IS DISTINCT FROM d.person_mark OR s.parted_from IS DISTINCT FROM d.parted_from)))`)
}

/**
 * Begins the search for their records. From here on rows are looked up by key: the statistics do not know the rows just
 * received, and plans made by them would read whole tables for each look-up.
 */
export async function beginMatching(tx: Tx, batch: BatchRef): Promise<void> {
  await tx.write(sql`
    CREATE TEMP TABLE row_candidates (batch_row bigint NOT NULL, record_id uuid NOT NULL, weight float8 NOT NULL) ON COMMIT DROP`)
  await tx.write(sql`
    CREATE TEMP TABLE row_matches (batch_row bigint PRIMARY KEY, record_id uuid NOT NULL UNIQUE) ON COMMIT DROP`)
  await tx.write(sql`CREATE TEMP TABLE rejected_keys (record_id uuid NOT NULL) ON COMMIT DROP`)
  await tx.write(sql`INSERT INTO rejected_keys ${rejectedRecords(batch)}`)
  await tx.write(sql`CREATE INDEX ON unsettled_rows (record_id)`)
  await tx.write(sql`CREATE INDEX ON rejected_keys (record_id)`)
  await tx.write(sql`ANALYZE unsettled_rows, rejected_keys`)
  await tx.write(sql`SET LOCAL enable_nestloop = on`)
  await tx.write(sql`SET LOCAL enable_hashjoin = off`)
  await tx.write(sql`SET LOCAL enable_mergejoin = off`)
}

/** Ends the search. */
export async function endMatching(tx: Tx): Promise<void> {
  await tx.write(sql`DROP TABLE unsettled_rows, row_candidates, row_matches, rejected_keys`)
  await tx.write(sql`SET LOCAL enable_hashjoin = on`)
  await tx.write(sql`SET LOCAL enable_mergejoin = on`)
}

/** Matches the rows that were given to a live record before and say what they said then, without a look at them. */
export function matchKnownRows(tx: Tx, { version }: BatchRef): Promise<number> {
  return tx.write(sql`
    INSERT INTO row_matches SELECT batch_row, record_id FROM (
      SELECT u.batch_row, l.record_id, count(*) OVER (PARTITION BY u.batch_row) AS records,
        count(*) OVER (PARTITION BY l.record_id) AS rows
      FROM unsettled_rows u JOIN source_records s ON s.parted_from = u.record_id
        JOIN live_records l ON l.record_id = s.record_id AND l.version = s.version AND l.batch_row = s.batch_row
        JOIN source_records d ON d.record_id = u.record_id AND d.version = ${version} AND d.batch_row = u.batch_row
          AND d.content_hash = l.content_hash
    ) AS m WHERE records = 1 AND rows = 1`)
}

/** The rows that have no record yet, at most so many at a time. */
export async function* readUnmatched(
  tx: Tx,
  { source, version }: BatchRef,
  most: number,
): AsyncGenerator<readonly UnsettledRow[]> {
  for (let after = '0'; ;) {
    const rows = await tx.read<StoredUnsettled>(sql`
      SELECT u.batch_row AS "batchRow", u.record_id AS id, s.parted_from AS "partedFrom", c.canonical::text AS canonical, c.facts
      FROM (
        SELECT w.* FROM unsettled_rows w
        WHERE w.batch_row > ${after}::bigint AND NOT EXISTS (SELECT FROM row_matches m WHERE m.batch_row = w.batch_row)
        ORDER BY w.batch_row LIMIT ${most}
      ) AS u
        JOIN source_records s ON s.record_id = u.record_id AND s.version = ${version} AND s.batch_row = u.batch_row
        CROSS JOIN LATERAL (${contentOf(sql`s`)}) AS c
      ORDER BY u.batch_row`)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(({ batchRow, id, partedFrom, ...content }) => ({
      batchRow,
      id,
      partedFrom,
      ...readContent(source, content),
    }))
    after = last.batchRow
  }
}

interface StoredContent {
  readonly canonical: string
  readonly facts: Facts | null
}
type StoredUnsettled = Pick<UnsettledRow, 'batchRow' | 'id' | 'partedFrom'> & StoredContent
type StoredKnown = Pick<KnownRecord, 'id' | 'partedFrom' | 'isLive'> & StoredContent

function readContent(source: string, { canonical, facts }: StoredContent): Pick<KnownRecord, 'record' | 'facts'> {
  return { record: unpackRecord(source, JSON.parse(canonical) as PackedRecord), facts: facts ?? {} }
}

function knownRecord(source: string, { id, partedFrom, isLive, ...content }: StoredKnown): KnownRecord {
  return { id, partedFrom, isLive, ...readContent(source, content) }
}

/** The content of a row. Where an earlier version of its record has the same, the row refers to it by the hash. */
export function contentOf(row: Sql): Sql {
  return sql`
    SELECT e.canonical, e.facts, e.payload FROM source_records e
    WHERE e.record_id = ${row}.record_id AND e.content_hash = ${row}.content_hash AND e.canonical IS NOT NULL LIMIT 1`
}

/** The ids of the records that were ever given rows with these keys, whatever their state. */
export async function findReceivedAs(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.read<{ id: string }>(sql`
    SELECT DISTINCT record_id AS id FROM source_records WHERE parted_from = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** Those of these live records of the source about persons that no other row of the batch is of. */
export async function findUnclaimed(tx: Tx, batch: BatchRef, ids: readonly string[]): Promise<readonly KnownRecord[]> {
  if (ids.length === 0) return []
  const rows = await tx.read<StoredKnown>(sql`
    SELECT l.record_id AS id, s.parted_from AS "partedFrom", true AS "isLive",
      l.canonical::text AS canonical, l.facts
    FROM live_records l LEFT JOIN source_records s
      ON s.record_id = l.record_id AND s.version = l.version AND s.batch_row = l.batch_row
    WHERE l.record_id = ANY (${arrayText(ids)}::uuid[]) AND l.source_code = ${batch.source} AND l.subject = 'person'
      AND NOT EXISTS (SELECT FROM row_matches m WHERE m.record_id = l.record_id)
      AND NOT EXISTS (SELECT FROM rejected_keys j WHERE j.record_id = l.record_id)
      AND NOT EXISTS (SELECT FROM rejected_keys j WHERE j.record_id = s.parted_from)
      AND NOT EXISTS (${settledRows(batch, sql`l.record_id`)})`)
  return rows.map((row) => knownRecord(batch.source, row))
}

function settledRows({ id, version }: BatchRef, recordId: Sql): Sql {
  return sql`
    SELECT FROM source_records c WHERE c.record_id = ${recordId} AND c.version = ${version}
      AND NOT EXISTS (SELECT FROM unsettled_rows u WHERE u.record_id = c.record_id AND u.batch_row = c.batch_row)
      AND NOT EXISTS (SELECT FROM rejections j WHERE j.batch_id = ${id} AND j.batch_row = c.batch_row)
      AND NOT EXISTS (
        SELECT FROM source_records p WHERE p.batch_id = ${id} AND p.batch_row = c.batch_row AND p.parted_from = c.record_id)`
}

/** What had an effect before a batch: single changes, and the rows of applied batches that were of the record. */
export function earlierRows(version: number, appliedIds: readonly string[]): Sql {
  return sql`
    e.version < ${version} AND e.subject <> 'withdrawal'
    AND (e.batch_id IS NULL OR e.batch_id = ANY (${arrayText(appliedIds)}::uuid[]))
    AND NOT EXISTS (
      SELECT FROM source_records p
      WHERE p.batch_id = e.batch_id AND p.batch_row = e.batch_row AND p.parted_from = e.record_id)`
}

/** Those of these records that are not live, as they were last. */
export async function findEnded(
  tx: Tx,
  { version, source }: BatchRef,
  { ids, appliedIds }: { ids: readonly string[]; appliedIds: readonly string[] },
): Promise<readonly KnownRecord[]> {
  if (ids.length === 0) return []
  const rows = await tx.read<StoredKnown>(sql`
    SELECT s.record_id AS id, s.parted_from AS "partedFrom", false AS "isLive",
      c.canonical::text AS canonical, c.facts
    FROM (
      SELECT DISTINCT ON (e.record_id) e.* FROM source_records e
      WHERE e.record_id = ANY (${arrayText(ids)}::uuid[]) AND e.subject = 'person' AND ${earlierRows(version, appliedIds)}
        AND NOT EXISTS (SELECT FROM live_records l WHERE l.record_id = e.record_id)
        AND NOT EXISTS (SELECT FROM row_matches m WHERE m.record_id = e.record_id)
      ORDER BY e.record_id, e.version DESC, e.batch_row
    ) AS s CROSS JOIN LATERAL (${contentOf(sql`s`)}) AS c`)
  return rows.map((row) => knownRecord(source, row))
}

/** Notes rows and records that may be the same. */
export async function insertRowCandidates(tx: Tx, candidates: readonly RowCandidate[]): Promise<void> {
  if (candidates.length === 0) return
  await tx.write(sql`
    INSERT INTO row_candidates SELECT * FROM unnest(
      ${arrayText(candidates.map(({ batchRow }) => batchRow))}::bigint[],
      ${arrayText(candidates.map(({ id }) => id))}::uuid[],
      ${arrayText(candidates.map(({ weight }) => weight))}::float8[])`)
}

/**
 * Matches each row with the record that it has most in common with, where the record has most in common with it as well and
 * no other comes up to either. Returns how many were matched; what they leave may be matched by the next call.
 */
export function matchBestCandidates(tx: Tx): Promise<number> {
  return tx.write(sql`
    INSERT INTO row_matches SELECT batch_row, record_id FROM (
      SELECT o.*, max(o.weight) OVER (PARTITION BY o.batch_row) AS most_of_row,
        max(o.weight) OVER (PARTITION BY o.record_id) AS most_of_record,
        count(*) OVER (PARTITION BY o.batch_row, o.weight) AS equals_of_row,
        count(*) OVER (PARTITION BY o.record_id, o.weight) AS equals_of_record
      FROM row_candidates o
      WHERE NOT EXISTS (SELECT FROM row_matches m WHERE m.batch_row = o.batch_row)
        AND NOT EXISTS (SELECT FROM row_matches m WHERE m.record_id = o.record_id)
    ) AS b
    WHERE weight = most_of_row AND weight = most_of_record AND equals_of_row = 1 AND equals_of_record = 1`)
}
