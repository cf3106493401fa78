import sql from 'sql-template-tag'
import { type CanonicalRecord, type PackedRecord, unpackRecord } from '../domain/registry/canonical-record.js'
import type { KeyHolder } from './block-keys.js'
import type { Conn } from './connection.js'
import { arrayText } from './rows.js'

/** Everyone who holds one of the keys, leaving out keys that so many hold that they bring nobody together. */
export async function listFewKeyHolders(conn: Conn, keys: readonly number[]): Promise<readonly KeyHolder[]> {
  if (keys.length === 0) return []
  const rows = await conn.read<{ block_key: string; record_id: string }>(sql`
    SELECT k.block_key, k.record_id FROM block_keys k
    WHERE k.block_key = ANY (${arrayText(keys)}::bigint[])
      AND NOT EXISTS (SELECT FROM crowded_keys c WHERE c.block_key = k.block_key)`)
  return rows.map((row) => ({ key: Number(row.block_key), recordId: row.record_id }))
}

/** What matching compares of a live record, and whose it is. */
export interface ComparedRecord {
  readonly id: string
  readonly record: CanonicalRecord
  readonly personId: string
}

/** The live records about persons of these ids, as far as matching compares them. */
export async function findComparedRecords(conn: Conn, ids: readonly string[]): Promise<readonly ComparedRecord[]> {
  if (ids.length === 0) return []
  const rows = await conn.read<{ id: string; source: string; canonical: PackedRecord; personId: string }>(sql`
    SELECT record_id AS id, source_code AS source, canonical, person_id AS "personId" FROM live_records
    WHERE record_id = ANY (${arrayText(ids)}::uuid[]) AND person_id IS NOT NULL`)
  return rows.map(({ id, source, canonical, personId }) => ({ id, personId, record: unpackRecord(source, canonical) }))
}
