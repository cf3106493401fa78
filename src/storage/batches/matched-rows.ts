import sql, { type Sql } from 'sql-template-tag'
import type { Tx } from '../postgres/connection.js'
import { type BatchRef, recordIdOf } from './batch-rows.js'
import { contentOf, earlierRows } from './row-matching.js'

const INSERTION = sql`
  INSERT INTO source_records (record_id, version, batch_row, source_code, source_key, batch_id, line, subject,
    content_hash, canonical, facts, payload, locality, person_mark, parted_from, other_reading, received_at)`

/** Gives each matched row to its record, under the record's key. Returns the number of rows that have another key. */
export function giveRowsToRecords(tx: Tx, { version }: BatchRef): Promise<number> {
  return tx.write(sql`
    ${INSERTION}
    SELECT m.record_id, s.version, s.batch_row, s.source_code, k.source_key, s.batch_id, s.line, s.subject, s.content_hash,
      ${underKey(sql`c.canonical`, sql`k.source_key`)}, ${withFormerNiks(sql`c`, sql`f.niks`)}, c.payload, s.locality,
      s.person_mark, s.record_id, s.other_reading, s.received_at
    FROM row_matches m
      JOIN unsettled_rows u ON u.batch_row = m.batch_row AND u.record_id <> m.record_id
      JOIN source_records s ON s.record_id = u.record_id AND s.version = ${version} AND s.batch_row = u.batch_row
      CROSS JOIN LATERAL (
        SELECT e.source_key FROM source_records e WHERE e.record_id = m.record_id ORDER BY e.version LIMIT 1) AS k
      LEFT JOIN LATERAL (${contentOf(sql`s`)}) AS c ON s.other_reading IS NOT NULL OR NOT EXISTS (
        SELECT FROM source_records f
        WHERE f.record_id = m.record_id AND f.content_hash = s.content_hash AND f.canonical IS NOT NULL)
      LEFT JOIN live_records l ON l.record_id = m.record_id
      CROSS JOIN LATERAL (${formerNiks(sql`l`, sql`c`)}) AS f`)
}

/** A record that is corrected every month is not kept track of for ever. */
const MOST_FORMER_NIKS = 20

/** The NIKs of a live record and its earlier versions that its new version does not have. The NIK follows the key. */
function formerNiks(live: Sql, content: Sql): Sql {
  const digits = (record: Sql): Sql => sql`regexp_replace(coalesce(${record}.canonical->>1, ''), '\\D', '', 'g')`
  return sql`
    SELECT jsonb_agg(nik ORDER BY nik) AS niks FROM (
      SELECT nik FROM (
        SELECT jsonb_array_elements_text(coalesce(${live}.facts::jsonb->'former_niks', '[]')) AS nik
        UNION SELECT ${digits(live)}
      ) AS known
      WHERE length(nik) = 16 AND nik <> ${digits(content)} ORDER BY nik LIMIT ${MOST_FORMER_NIKS}
    ) AS former`
}

function withFormerNiks(content: Sql, niks: Sql): Sql {
  return sql`CASE WHEN ${content}.canonical IS NULL OR ${niks} IS NULL THEN ${content}.facts
    ELSE (coalesce(${content}.facts::jsonb, '{}') || jsonb_build_object('former_niks', ${niks}))::json END`
}

/**
 * Gives a record of its own to each unmatched row whose key named another record before: that one is of another person. The
 * new key says nothing of a person, and no row has had it.
 */
export function giveRowsNewRecords(tx: Tx, { version }: BatchRef, appliedIds: readonly string[]): Promise<number> {
  return tx.write(sql`
    ${INSERTION}
    SELECT ${recordIdOf(sql`n.source_code`, sql`n.new_key`)}, n.version, n.batch_row, n.source_code, n.new_key, n.batch_id, n.line,
      n.subject, n.content_hash, ${underKey(sql`c.canonical`, sql`n.new_key`)}, c.facts, c.payload, n.locality, n.person_mark,
      n.record_id, n.other_reading, n.received_at
    FROM (
      SELECT s.*, left(s.source_key, 32) || '-' || left(encode(sha256(convert_to(
        s.source_key || ' ' || s.person_mark || ' ' || s.version, 'UTF8')), 'hex'), 16) AS new_key
      FROM unsettled_rows u
        JOIN source_records s ON s.record_id = u.record_id AND s.version = ${version} AND s.batch_row = u.batch_row
      WHERE NOT EXISTS (SELECT FROM row_matches m WHERE m.batch_row = u.batch_row)
        AND EXISTS (SELECT FROM source_records e WHERE e.record_id = u.record_id AND ${earlierRows(version, appliedIds)})
    ) AS n CROSS JOIN LATERAL (${contentOf(sql`n`)}) AS c`)
}

/** A packed record begins with its key. */
function underKey(canonical: Sql, key: Sql): Sql {
  return sql`jsonb_set(${canonical}::jsonb, '{0}', to_jsonb(${key}))::json`
}
