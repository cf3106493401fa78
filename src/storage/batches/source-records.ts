import sql from 'sql-template-tag'
import type { AreaScheme } from '../../domain/identity/areas/area.js'
import { RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import { BinaryBuffer, COPY_END, COPY_SIGNATURE } from '../postgres/binary-rows.js'
import { arrayText } from '../postgres/column-types.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { copyStatement, insertRows, writeRow } from '../postgres/rows.js'
import { columnsFor, columnsOf, type Stored } from '../postgres/table-columns.js'
import { type RowSubject, sourceRecords } from './schema.js'

export type { RowSubject } from './schema.js'

type StoredRow = Stored<typeof sourceRecords>

/** A received row as it is stored. */
export interface SourceRow extends Omit<
  StoredRow,
  keyof SourceContent | 'contentHash' | 'partedFrom' | 'subject' | 'otherReading'
> {
  readonly subject: RowSubject
  /** 32 hexadecimal digits. */
  readonly contentHash: string
  /** Absent where an earlier version of the record has the same. */
  readonly content: SourceContent | undefined
  /** JSON text of an OtherReading. */
  readonly otherReading?: string | undefined
}

/** What a row says if its area code is of the other scheme. */
export interface OtherReading {
  readonly scheme: AreaScheme
  readonly village: string
  /** Of the content, 32 hexadecimal digits. */
  readonly hash: string
}

/** The content of a row as JSON texts: the packed record, the facts where there are any, the row as received. */
export interface SourceContent {
  readonly canonical: string
  readonly facts: string | undefined
  readonly payload: string | undefined
}

const COLUMNS = columnsFor<typeof sourceRecords, SourceRow>(sourceRecords, {
  contentHash: (row) => `\\x${row.contentHash}`,
  canonical: (row) => row.content?.canonical,
  facts: (row) => row.content?.facts,
  payload: (row) => row.content?.payload,
  partedFrom: () => undefined,
  otherReading: ({ otherReading }) => otherReading,
})

/** Adds received rows. */
export async function insertSourceRows(tx: Tx, rows: readonly SourceRow[]): Promise<void> {
  await insertRows(tx, COLUMNS, rows)
}

/** Bytes that a packed row takes at first; the buffer grows where they are not enough. */
const BYTES_PER_ROW = 2048

/** Rows as they go to the database: outside the heap, where thousands that wait cost the collector nothing. */
export function packSourceRows(rows: readonly SourceRow[]): Buffer {
  const buffer = new BinaryBuffer(rows.length * BYTES_PER_ROW)
  for (const row of rows) writeRow(buffer, COLUMNS, row)
  return buffer.take()
}

/** Adds packed rows. */
export async function insertPackedRows(tx: Tx, packed: readonly Buffer[]): Promise<void> {
  if (packed.length === 0) return
  await tx.copy(copyStatement(COLUMNS), [COPY_SIGNATURE, ...packed, COPY_END])
}

/** The end of a record by a single change. */
export type Withdrawal = Pick<SourceRow, 'id' | 'version' | 'source' | 'sourceKey' | 'receivedAt'>

const WITHDRAWAL_COLUMNS = columnsOf(sourceRecords, [
  'id',
  'version',
  'batchRow',
  'source',
  'sourceKey',
  'subject',
  'receivedAt',
])

/** Adds the ends of records. */
export async function insertWithdrawals(tx: Tx, withdrawals: readonly Withdrawal[]): Promise<void> {
  const rows = withdrawals.map((withdrawal) => ({ ...withdrawal, batchRow: 0, subject: 'withdrawal' as const }))
  await insertRows(tx, WITHDRAWAL_COLUMNS, rows)
}

/** The ids of these records that have rows in any of these batches. */
export async function findReceivedIn(
  conn: Conn,
  ids: readonly string[],
  batchIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await conn.read<{ id: string }>(sql`
    SELECT DISTINCT record_id AS id FROM source_records
    WHERE record_id = ANY (${arrayText(ids)}::uuid[]) AND batch_id = ANY (${arrayText(batchIds)}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** The ids of these records that any row was ever received of. */
export async function findReceived(conn: Conn, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await conn.read<{ id: string }>(sql`
    SELECT DISTINCT record_id AS id FROM source_records WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** A record and the source that it is of. */
export interface RecordOfSource {
  readonly id: string
  readonly source: string
}

/**
 * Those of these live records that no single change was received of since the last batch of their source began: whatever
 * becomes of its batches, it must be known what their callers said last.
 */
export async function findSaidByBatches(conn: Conn, records: readonly RecordOfSource[]): Promise<readonly string[]> {
  if (records.length === 0) return []
  const rows = await conn.read<{ id: string }>(sql`
    SELECT k.id FROM unnest(${arrayText(records.map(({ id }) => id))}::uuid[],
      ${arrayText(records.map(({ source }) => source))}::text[]) AS k (id, source)
    WHERE (SELECT max(b.version) FROM batches b WHERE b.source_code = k.source) > coalesce((
      SELECT max(h.version) FROM source_records h WHERE h.record_id = k.id AND h.batch_id IS NULL), 0)`)
  return rows.map(({ id }) => id)
}

/**
 * The content hashes of live records by id, 32 hexadecimal digits each; also by the id that the row of a record was received
 * as, where the row was given to that record.
 */
export async function findLiveHashes(conn: Conn, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await conn.read<{ id: string; hash: string }>(sql`
    SELECT record_id AS id, encode(content_hash, 'hex') AS hash FROM live_records
    WHERE record_id = ANY (${arrayText(ids)}::uuid[])
    UNION ALL
    SELECT s.parted_from AS id, encode(s.content_hash, 'hex') AS hash FROM source_records s
      JOIN live_records l ON l.record_id = s.record_id AND l.version = s.version AND l.batch_row = s.batch_row
    WHERE s.parted_from = ANY (${arrayText(ids)}::uuid[])`)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** Whether any record of a source is live. */
export async function hasLiveRecords(conn: Conn, sourceCode: string): Promise<boolean> {
  const rows = await conn.read(sql`SELECT FROM live_records WHERE source_code = ${sourceCode} LIMIT 1`)
  return rows.length > 0
}

const VILLAGE_PLACE = RECORD_FIELDS.indexOf('village_code')

/** Reads the rows of batches in a scheme, where they were read in the other one; returns their number. */
export async function readInScheme(tx: Tx, batchIds: readonly string[], scheme: AreaScheme): Promise<number> {
  const [row] = await tx.writeReturning<{ count: number }>(sql`
    SELECT read_in_scheme(${arrayText(batchIds)}::uuid[], ${scheme}, ${VILLAGE_PLACE}::int)::float8 AS count`)
  return row?.count ?? 0
}

/**
 * Queues the live records of a source whose rows were read in another scheme since they were linked, except those that wait to
 * be linked anyway. They keep their versions.
 */
export function queueReread(tx: Tx, sourceCode: string): Promise<number> {
  return tx.write(sql`
    INSERT INTO pending_records (locality, record_id, version, batch_row, batch_id)
    SELECT s.locality, s.record_id, s.version, s.batch_row, s.batch_id
    FROM live_records l JOIN source_records s
      ON s.record_id = l.record_id AND s.version = l.version AND s.batch_row = l.batch_row
    WHERE l.source_code = ${sourceCode} AND s.batch_id IS NOT NULL AND s.content_hash <> l.content_hash
      AND NOT EXISTS (SELECT FROM pending_records p WHERE p.record_id = l.record_id)
    ORDER BY s.locality, s.record_id`)
}
