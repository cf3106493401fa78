import sql from 'sql-template-tag'
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
