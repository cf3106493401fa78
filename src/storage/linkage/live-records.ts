import sql from 'sql-template-tag'
import {
  type CanonicalRecord,
  type Facts,
  packRecord,
  type PackedRecord,
  unpackRecord,
} from '../../domain/registry/records/canonical-record.js'
import type { RegistryRecord } from '../../domain/registry/records/registry-record.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText, insertRows, type TableColumns } from '../postgres/rows.js'

/** What a source says now of one row, as it was linked. */
export interface LiveRecord extends RegistryRecord {
  /** The number of the delivery or change that said it last with this content. */
  readonly version: number
  readonly batchId: string | undefined
  readonly batchRow: number
  readonly subject: 'person' | 'household'
  readonly contentHash: Buffer
  /** The record in its packed form, as JSON text, where it was read as such. */
  readonly packed?: string | undefined
  /** Sorted. */
  readonly blockKeys: readonly number[]
  /** Absent in a row about a household. */
  readonly personId: string | undefined
  readonly memberSince: Date
}

interface StoredRow {
  readonly record_id: string
  readonly version: string
  readonly source_code: string
  readonly source_key: string
  readonly batch_id: string | null
  readonly batch_row: string
  readonly subject: 'person' | 'household'
  readonly content_hash: Buffer
  readonly canonical: string
  readonly facts: Facts | null
  readonly block_keys: string
  readonly person_id: string | null
  readonly member_since: Date
}

/** The live records of these ids; unknown and withdrawn ones are left out. */
export async function findLiveRecords(conn: Conn, ids: readonly string[]): Promise<LiveRecord[]> {
  if (ids.length === 0) return []
  const rows = await conn.read<StoredRow>(sql`
    SELECT record_id, version, source_code, source_key, batch_id, batch_row, subject, content_hash, canonical::text AS canonical, facts,
      block_keys::text AS block_keys, person_id, member_since
    FROM live_records WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map(liveRecord)
}

/** Whose records these are. Records that are not live are left out. */
export async function findPersonsOfRecords(conn: Conn, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await conn.read<{ record_id: string; person_id: string | null }>(sql`
    SELECT record_id, person_id FROM live_records WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
  return new Map(rows.flatMap((row) => (row.person_id === null ? [] : [[row.record_id, row.person_id]])))
}

function liveRecord(row: StoredRow): LiveRecord {
  const record: CanonicalRecord = unpackRecord(row.source_code, JSON.parse(row.canonical) as PackedRecord)
  return {
    id: row.record_id,
    version: Number(row.version),
    source: row.source_code,
    sourceKey: row.source_key,
    batchId: row.batch_id ?? undefined,
    batchRow: Number(row.batch_row),
    subject: row.subject,
    contentHash: row.content_hash,
    record,
    packed: row.canonical,
    facts: row.facts ?? NO_FACTS,
    blockKeys: numbers(row.block_keys),
    personId: row.person_id ?? undefined,
    memberSince: row.member_since,
  }
}

const NO_FACTS: Facts = {}

/** The driver's arrays of bigint are texts, each parsed by itself: this takes a third of the time. */
function numbers(array: string): number[] {
  return array.length <= 2 ? [] : array.slice(1, -1).split(',').map(Number)
}

const COLUMNS: TableColumns = {
  table: 'live_records',
  columns: [
    ['record_id', 'uuid'],
    ['version', 'bigint'],
    ['source_code', 'text'],
    ['source_key', 'text'],
    ['batch_id', 'uuid'],
    ['batch_row', 'bigint'],
    ['subject', 'text'],
    ['content_hash', 'bytea'],
    ['canonical', 'json'],
    ['facts', 'json'],
    ['block_keys', 'bigint[]'],
    ['person_id', 'uuid'],
    ['member_since', 'timestamptz'],
  ],
}

export async function insertLiveRecords(tx: Tx, records: readonly LiveRecord[]): Promise<void> {
  await insertRows(
    tx,
    COLUMNS,
    records.map((live) => [
      live.id,
      live.version,
      live.source,
      live.sourceKey,
      live.batchId,
      live.batchRow,
      live.subject,
      live.contentHash,
      live.packed ?? JSON.stringify(packRecord(live.record)),
      Object.keys(live.facts).length === 0 ? undefined : JSON.stringify(live.facts),
      live.blockKeys,
      live.personId,
      live.memberSince,
    ]),
  )
}

export async function deleteLiveRecords(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.write(sql`DELETE FROM live_records WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
}
