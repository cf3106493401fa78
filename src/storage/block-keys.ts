import sql from 'sql-template-tag'
import type { Conn, Tx } from './connection.js'
import { arrayText, insertRows, type TableColumns } from './rows.js'

/** A key and a record that holds it. */
export interface KeyHolder {
  readonly key: number
  readonly recordId: string
}

/** Every live record that holds one of the keys, once for each key that it holds. */
export async function listKeyHolders(conn: Conn, keys: readonly number[]): Promise<KeyHolder[]> {
  if (keys.length === 0) return []
  const rows = await conn.read<{ block_key: string; record_id: string }>(sql`
    SELECT block_key, record_id FROM block_keys WHERE block_key = ANY (${arrayText(keys)}::bigint[])`)
  return rows.map((row) => ({ key: Number(row.block_key), recordId: row.record_id }))
}

/** Which of the keys are held by so many records that they bring nobody together. */
export async function findCrowdedKeys(conn: Conn, keys: readonly number[]): Promise<Set<number>> {
  if (keys.length === 0) return new Set()
  const rows = await conn.read<{ block_key: string }>(sql`
    SELECT block_key FROM crowded_keys WHERE block_key = ANY (${arrayText(keys)}::bigint[])`)
  return new Set(rows.map((row) => Number(row.block_key)))
}

/** How many records hold a key, counted no further than `most`. */
export async function countKeyHolders(conn: Conn, key: number, most: number): Promise<number> {
  const [row] = await conn.read<{ count: string }>(sql`
    SELECT count(*) FROM (SELECT FROM block_keys WHERE block_key = ${key} LIMIT ${most}) AS holders`)
  return Number(row?.count ?? 0)
}

const COLUMNS: TableColumns = {
  table: 'block_keys',
  columns: [
    ['block_key', 'bigint'],
    ['record_id', 'uuid'],
  ],
}

/** In the order of the index, so that each of its pages is touched once. */
export async function insertKeyHolders(tx: Tx, holders: readonly KeyHolder[]): Promise<void> {
  const sorted = holders.toSorted((a, b) => a.key - b.key)
  await insertRows(
    tx,
    COLUMNS,
    sorted.map(({ key, recordId }) => [key, recordId]),
  )
}

export async function deleteKeyHolders(tx: Tx, holders: readonly KeyHolder[]): Promise<void> {
  if (holders.length === 0) return
  const keys = arrayText(holders.map(({ key }) => key))
  const ids = arrayText(holders.map(({ recordId }) => recordId))
  await tx.write(sql`
    DELETE FROM block_keys USING unnest(${keys}::bigint[], ${ids}::uuid[]) AS gone (block_key, record_id)
    WHERE block_keys.block_key = gone.block_key AND block_keys.record_id = gone.record_id`)
}

export async function insertCrowdedKeys(tx: Tx, keys: readonly number[]): Promise<void> {
  if (keys.length === 0) return
  await tx.write(sql`INSERT INTO crowded_keys SELECT unnest(${arrayText(keys)}::bigint[]) ON CONFLICT DO NOTHING`)
}

export async function deleteCrowdedKeys(tx: Tx, keys: readonly number[]): Promise<void> {
  if (keys.length > 0)
    await tx.write(sql`DELETE FROM crowded_keys WHERE block_key = ANY (${arrayText(keys)}::bigint[])`)
}
