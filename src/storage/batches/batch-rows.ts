import sql, { empty, type Sql } from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Tx } from '../postgres/connection.js'

/** A batch has many rows: the database works on them in few statements, without sending them here. */
export interface BatchRef {
  readonly id: string
  readonly version: number
  readonly source: string
}

/** How many rows a batch has, and which of them do not count as they were received. */
export interface BatchRows {
  readonly rows: number
  /** Whether rows may have been given to another record than the one that their key names. */
  readonly hasParted: boolean
  /** Whether rows may have been rejected after they were stored. */
  readonly hasRepeated: boolean
}

/** The rows of a batch as received. */
export interface ReceivedRows {
  readonly rows: number
  /** Whether any two of them are of one record. */
  readonly hasRepeated: boolean
  /** Whether the key of any of them is made of personal values. */
  readonly hasPersonal: boolean
}

/** Another row of the batch has the same key and says something else. */
const KEY_REPEATED = 'KEY_REPEATED'
/** Another row of the batch says the same of the same record. */
const ROW_REPEATED = 'ROW_REPEATED'
/** Why rows are rejected once all rows of a batch are known. */
export const REPEATED_CODES = arrayText([KEY_REPEATED, ROW_REPEATED])

/** Counts the rows as received. */
export async function countBatchRows(tx: Tx, { id }: BatchRef): Promise<ReceivedRows> {
  const [row] = await tx.read<{ rows: number; groups: number; personal: number }>(sql`
    SELECT coalesce(sum(n), 0)::float8 AS rows, count(*) FILTER (WHERE n > 1)::float8 AS groups,
      coalesce(sum(marks), 0)::float8 AS personal FROM (
        SELECT count(*) AS n, count(person_mark) AS marks FROM source_records
        WHERE batch_id = ${id} AND parted_from IS NULL AND subject <> 'withdrawal' GROUP BY record_id) AS g`)
  return { rows: row?.rows ?? 0, hasRepeated: (row?.groups ?? 0) > 0, hasPersonal: (row?.personal ?? 0) > 0 }
}

/**
 * The id that recordId computes, in SQL. A batch can have any number of rows whose keys are parted, so they are not fetched
 * to compute it here.
 */
export function recordIdOf(sourceCode: Sql, sourceKey: Sql): Sql {
  const hash = sql`substring(sha256(convert_to(${sourceCode}, 'UTF8') || '\\x00'::bytea || convert_to(${sourceKey}, 'UTF8')) FROM 1 FOR 16)`
  return sql`(SELECT encode(set_byte(set_byte(h, 6, (get_byte(h, 6) & 15) | 128), 8, (get_byte(h, 8) & 63) | 128), 'hex')::uuid
    FROM (SELECT ${hash} AS h) AS hashed)`
}

/**
 * Parts a personal key that several persons of the batch share, as when the head's NIK stands in the rows of all members.
 * Each row gets the key with the mark of its person. All of them get one, so that the record of a person depends neither on
 * the order of the rows nor on the other rows of the batch.
 */
export async function partPersonalKeys(tx: Tx, { id }: BatchRef): Promise<void> {
  await tx.write(sql`
    INSERT INTO source_records (record_id, version, batch_row, source_code, source_key, batch_id, line, subject,
      content_hash, canonical, facts, payload, locality, person_mark, parted_from, other_reading, received_at)
    SELECT ${recordIdOf(sql`k.source_code`, sql`k.parted_key`)}, k.version, k.batch_row, k.source_code, k.parted_key, k.batch_id,
      k.line, k.subject, k.content_hash, jsonb_set(c.canonical::jsonb, '{0}', to_jsonb(k.parted_key))::json, c.facts, c.payload, k.locality, k.person_mark, k.record_id,
      k.other_reading, k.received_at
    FROM (
      SELECT s.*, s.source_key || '-' || lpad(to_hex(s.person_mark), 16, '0') AS parted_key FROM source_records s
      WHERE s.batch_id = ${id} AND s.parted_from IS NULL AND s.person_mark IS NOT NULL AND s.record_id IN (
        SELECT record_id FROM source_records WHERE batch_id = ${id} AND parted_from IS NULL
        GROUP BY record_id HAVING count(DISTINCT person_mark) > 1)
    ) AS k
    LEFT JOIN LATERAL (
      SELECT e.canonical, e.facts, e.payload FROM source_records e
      WHERE e.record_id = k.record_id AND e.content_hash = k.content_hash AND e.canonical IS NOT NULL LIMIT 1
    ) AS c ON true
    ON CONFLICT DO NOTHING`)
}

/** Rejects the rows of a record after its first one: a recipient who stands twice in a list must not go unseen. */
export async function rejectRepeatedKeys(tx: Tx, { id }: BatchRef): Promise<void> {
  await tx.write(sql`
    INSERT INTO rejections (batch_id, batch_row, line, source_key, errors, payload)
    SELECT batch_id, batch_row, coalesce(line, 0), source_key, jsonb_build_array(CASE
      WHEN content_hash = first_hash THEN jsonb_build_object('code', ${ROW_REPEATED}::text,
        'detail', 'The row says the same as that of line ' || coalesce(first_line, 0) || '. Keep one of them.')
      ELSE jsonb_build_object('code', ${KEY_REPEATED}::text,
        'detail', 'The row of line ' || coalesce(first_line, 0) || ' has the same key and says something else.')
      END), payload
    FROM (
      SELECT s.*, first_value(line) OVER w AS first_line, first_value(content_hash) OVER w AS first_hash,
        row_number() OVER w AS place
      FROM (${unpartedRows(id)}) AS s
      WHERE s.record_id IN (
        SELECT record_id FROM source_records WHERE batch_id = ${id} GROUP BY record_id HAVING count(*) > 1)
      WINDOW w AS (PARTITION BY record_id ORDER BY batch_row)
    ) AS r
    WHERE place > 1
    ON CONFLICT DO NOTHING`)
}

/** Rows that pay a recipient of an earlier row again. */
export interface RepeatedRecipients {
  readonly count: number
  /** The lines of the first of them. */
  readonly lines: readonly number[]
}

const MOST_LINES = 10

/**
 * Finds the rows of a recipient after the first one where their keys differ, as by a second account: the rows have a name, a
 * birth date and a NIK in common, or a KK where one of them has no NIK. They count as records, so that the registry shows both
 * payments.
 */
export async function findRepeatedRecipients(tx: Tx, { id }: BatchRef): Promise<RepeatedRecipients> {
  const [found] = await tx.read<RepeatedRecipients>(sql`
    SELECT count(*)::float8 AS count, coalesce((array_agg(coalesce(line, 0)::float8 ORDER BY batch_row))[1:${MOST_LINES}], '{}') AS lines
    FROM (
      SELECT r.*, row_number() OVER by_nik AS of_nik,
        row_number() OVER by_kk AS of_kk, first_value(nik) OVER by_kk AS nik_of_kk
      FROM (${recipientsOfOneName(id)}) AS r
      WINDOW by_nik AS (PARTITION BY person_mark, nik ORDER BY batch_row),
        by_kk AS (PARTITION BY person_mark, kk ORDER BY batch_row)
    ) AS t
    WHERE (of_nik > 1 AND ${isTelling(sql`nik`)}) OR (of_kk > 1 AND ${isTelling(sql`kk`)} AND (nik = '' OR nik_of_kk = ''))`)
  return found ?? { count: 0, lines: [] }
}

/** Of 16 digits, and no filler. */
function isTelling(number: Sql): Sql {
  return sql`(length(${number}) = 16 AND right(${number}, 4) <> '0000' AND ${number} !~ '(.)\\1{6}|^12345678')`
}

/** The rows about payments that have a name and a birth date in common with a row of another key. */
function recipientsOfOneName(batchId: string): Sql {
  const digits = (place: number): Sql => sql`regexp_replace(coalesce(c.canonical->>${place}::int, ''), '\\D', '', 'g')`
  return sql`
    SELECT s.batch_row, s.line, s.person_mark, ${digits(1)} AS nik, ${digits(2)} AS kk
    FROM (${unpartedRows(batchId)}) AS s CROSS JOIN LATERAL (
      SELECT e.canonical, e.facts FROM source_records e
      WHERE e.record_id = s.record_id AND e.content_hash = s.content_hash AND e.canonical IS NOT NULL LIMIT 1
    ) AS c
    WHERE (c.facts->>'account' IS NOT NULL OR c.facts->>'monthly_amount' IS NOT NULL)
      AND s.person_mark IN (
        SELECT person_mark FROM source_records WHERE batch_id = ${batchId} AND person_mark IS NOT NULL AND parted_from IS NULL
        GROUP BY person_mark HAVING count(DISTINCT record_id) > 1)
      ${isNotRejected(batchId, sql`s`)}`
}

/** The rows that count, one for each record: id, row, hash, locality, key and what tells persons of one key apart. */
export function countedRows({ id }: BatchRef, { hasParted, hasRepeated }: BatchRows): Sql {
  return sql`
    SELECT o.record_id, o.batch_row, o.content_hash, o.locality, o.source_key, o.subject, o.person_mark, o.parted_from
    FROM source_records o WHERE o.batch_id = ${id} AND o.subject <> 'withdrawal'
      ${hasParted ? isNotParted(id) : empty} ${hasRepeated ? isNotRejected(id, sql`o`) : empty}`
}

/** The rows without those whose key was parted. */
function unpartedRows(batchId: string): Sql {
  return sql`
    SELECT o.* FROM source_records o WHERE o.batch_id = ${batchId} AND o.subject <> 'withdrawal' ${isNotParted(batchId)}`
}

function isNotParted(batchId: string): Sql {
  return sql`AND NOT EXISTS (
    SELECT FROM source_records p WHERE p.batch_id = ${batchId} AND p.batch_row = o.batch_row AND p.parted_from = o.record_id)`
}

function isNotRejected(batchId: string, row: Sql): Sql {
  return sql`AND NOT EXISTS (SELECT FROM rejections j WHERE j.batch_id = ${batchId} AND j.batch_row = ${row}.batch_row)`
}

/** The records that the rejected rows of a batch name by their keys; not those of which another row counts. */
export function rejectedRecords({ id, source }: BatchRef): Sql {
  return sql`
    SELECT ${recordIdOf(sql`${source}::text`, sql`j.source_key`)} FROM rejections j
    WHERE j.batch_id = ${id} AND j.source_key IS NOT NULL AND j.errors->0->>'code' <> ALL (${REPEATED_CODES}::text[])`
}

/** The same of several batches, each with its batch. */
export function rejectedRecordsOf(batchIds: readonly string[], source: string): Sql {
  return sql`
    SELECT j.batch_id, ${recordIdOf(sql`${source}::text`, sql`j.source_key`)} FROM rejections j
    WHERE j.batch_id = ANY (${arrayText(batchIds)}::uuid[]) AND j.source_key IS NOT NULL
      AND j.errors->0->>'code' <> ALL (${REPEATED_CODES}::text[])`
}

/** How many rows of a batch were rejected when they were read, and how many later because another has the same key. */
export async function countRejected(
  tx: Tx,
  { id }: BatchRef,
): Promise<{ readonly read: number; readonly repeated: number }> {
  const [row] = await tx.read<{ all: number; repeated: number }>(sql`
    SELECT count(*)::float8 AS all, count(*) FILTER (WHERE errors->0->>'code' = ANY (${REPEATED_CODES}::text[]))::float8 AS repeated
    FROM rejections WHERE batch_id = ${id}`)
  const repeated = row?.repeated ?? 0
  return { read: (row?.all ?? 0) - repeated, repeated }
}
