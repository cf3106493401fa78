import sql, { raw } from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { BinaryBuffer, COPY_END, COPY_SIGNATURE } from '../postgres/binary-rows.js'
import { arrayText, insertRows, type Row, type TableColumns, writeRow } from '../postgres/rows.js'

export type RowSubject = 'person' | 'household'

/** A received row as it is stored. JSON comes as its text; content is absent where an earlier version holds the same. */
export interface SourceRow {
  readonly id: string
  readonly version: number
  readonly batchRow: number
  readonly source: string
  readonly sourceKey: string
  readonly batchId: string | undefined
  readonly line: number | undefined
  readonly subject: RowSubject
  /** 32 hexadecimal digits. */
  readonly contentHash: string
  readonly content: SourceContent | undefined
  readonly locality: string
  readonly personMark: string | undefined
  readonly receivedAt: Date
}

/** What a row says, as JSON texts: the packed record, the facts where there are any, the row as received. */
export interface SourceContent {
  readonly canonical: string
  readonly facts: string | undefined
  readonly payload: string | undefined
}

const INTO: TableColumns = {
  table: 'source_records',
  columns: [
    ['record_id', 'uuid'],
    ['version', 'bigint'],
    ['batch_row', 'bigint'],
    ['source_code', 'text'],
    ['source_key', 'text'],
    ['batch_id', 'uuid'],
    ['line', 'bigint'],
    ['subject', 'text'],
    ['content_hash', 'bytea'],
    ['canonical', 'json'],
    ['facts', 'json'],
    ['payload', 'json'],
    ['locality', 'bigint'],
    ['person_mark', 'bigint'],
    ['received_at', 'timestamptz'],
  ],
}

/** Adds received rows. */
export async function insertSourceRows(tx: Tx, rows: readonly SourceRow[]): Promise<void> {
  await insertRows(tx, INTO, rows.map(cellsOf))
}

/** Bytes that a packed row takes at first; more are made room for. */
const BYTES_PER_ROW = 2048

/** Rows as they go to the database: outside the heap, where thousands that wait cost the collector nothing. */
export function packSourceRows(rows: readonly SourceRow[]): Buffer {
  const buffer = new BinaryBuffer(rows.length * BYTES_PER_ROW)
  for (const row of rows) writeRow(buffer, INTO, cellsOf(row))
  return buffer.take()
}

/** Adds packed rows. */
export async function insertPackedRows(tx: Tx, packed: readonly Buffer[]): Promise<void> {
  if (packed.length === 0) return
  const names = INTO.columns.map(([name]) => name).join(', ')
  await tx.copy(raw(`COPY ${INTO.table} (${names}) FROM STDIN (FORMAT binary)`), [COPY_SIGNATURE, ...packed, COPY_END])
}

function cellsOf(row: SourceRow): Row {
  return [
    row.id,
    row.version,
    row.batchRow,
    row.source,
    row.sourceKey,
    row.batchId,
    row.line,
    row.subject,
    `\\x${row.contentHash}`,
    row.content?.canonical,
    row.content?.facts,
    row.content?.payload,
    row.locality,
    row.personMark,
    row.receivedAt,
  ]
}

/** The end of a record by a single change. */
export type Withdrawal = Pick<SourceRow, 'id' | 'version' | 'source' | 'sourceKey' | 'receivedAt'>

/** Adds the ends of records. */
export async function insertWithdrawals(tx: Tx, withdrawals: readonly Withdrawal[]): Promise<void> {
  const columns = INTO.columns.filter(([name]) => WITHDRAWAL_COLUMNS.has(name))
  await insertRows(
    tx,
    { table: INTO.table, columns },
    withdrawals.map(({ id, version, source, sourceKey, receivedAt }) => [
      id,
      version,
      0,
      source,
      sourceKey,
      'withdrawal',
      receivedAt,
    ]),
  )
}

const WITHDRAWAL_COLUMNS = new Set([
  'record_id',
  'version',
  'batch_row',
  'source_code',
  'source_key',
  'subject',
  'received_at',
])

/** Which of these records have rows in any of these deliveries. */
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

/** The hashes of what these records say now, 32 hexadecimal digits by id; those that are not live are left out. */
export async function findLiveHashes(conn: Conn, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await conn.read<{ id: string; hash: string }>(sql`
    SELECT record_id AS id, encode(content_hash, 'hex') AS hash FROM live_records
    WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** Whether any record of a source is live. */
export async function hasLiveRecords(conn: Conn, sourceCode: string): Promise<boolean> {
  const rows = await conn.read(sql`SELECT FROM live_records WHERE source_code = ${sourceCode} LIMIT 1`)
  return rows.length > 0
}
