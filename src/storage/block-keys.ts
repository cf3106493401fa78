import sql, { raw, type Sql } from 'sql-template-tag'
import type { Conn, Tx } from './connection.js'
import { orderOfKeys } from './order-of-keys.js'
import { arrayText } from './rows.js'

/** A key and a record that holds it. */
export interface KeyHolder {
  readonly key: number
  readonly recordId: string
}

/** The keys that a record gets. */
export interface NewKeys {
  readonly recordId: string
  readonly keys: readonly number[]
}

/** Every live record that holds one of the keys, once for each key that it holds. */
export async function listKeyHolders(conn: Conn, keys: ArrayLike<number>): Promise<KeyHolder[]> {
  if (keys.length === 0) return []
  const rows = await conn.read<{ block_key: string; record_id: string }>(sql`
    SELECT block_key, record_id FROM block_keys WHERE block_key = ANY (${bigintArray(keys)}::bigint[])`)
  return rows.map((row) => ({ key: Number(row.block_key), recordId: row.record_id }))
}

/** More crowded keys than this are not read all, but looked up. */
const FEW_CROWDED_KEYS = 1000

/** Which of the keys are held by so many records that they bring nobody together. Most registries have few of them. */
export async function findCrowdedKeys(conn: Conn, keys: ArrayLike<number>): Promise<Set<number>> {
  const some = await conn.read<{ block_key: string }>(sql`SELECT block_key FROM crowded_keys LIMIT ${FEW_CROWDED_KEYS}`)
  if (some.length < FEW_CROWDED_KEYS) {
    const crowded = new Set(some.map((row) => Number(row.block_key)))
    return crowded.size === 0 ? crowded : new Set(Array.from(keys).filter((key) => crowded.has(key)))
  }
  const rows = await conn.read<{ block_key: string }>(sql`
    SELECT block_key FROM crowded_keys WHERE block_key = ANY (${bigintArray(keys)}::bigint[])`)
  return new Set(rows.map((row) => Number(row.block_key)))
}

/** How many records hold a key, counted no further than `most`. */
export async function countKeyHolders(conn: Conn, key: number, most: number): Promise<number> {
  const [row] = await conn.read<{ count: string }>(sql`
    SELECT count(*) FROM (SELECT FROM block_keys WHERE block_key = ${key} LIMIT ${most}) AS holders`)
  return Number(row?.count ?? 0)
}

/** Adds keys in the order of the index, so that each of its pages is touched once. */
export async function insertKeys(tx: Tx, added: readonly NewKeys[]): Promise<void> {
  const rows = sortedRows(added)
  if (rows.keys.length === 0) return
  if (rows.keys.length <= MOST_KEYS_AS_PARAMETERS || !tx.canCopy) await tx.write(insertion(added, rows))
  else await tx.copy(raw('COPY block_keys (block_key, record_id) FROM STDIN (FORMAT binary)'), copyKeys(rows))
}

/** More go by COPY, which needs two more round trips. */
const MOST_KEYS_AS_PARAMETERS = 2000

function insertion(added: readonly NewKeys[], { keys, owners }: KeyRows): Sql {
  const ids = Array.from(owners, (owner) => added[owner]?.recordId ?? '')
  return sql`INSERT INTO block_keys SELECT * FROM unnest(${bigintArray(keys)}::bigint[], ${arrayText(ids)}::uuid[])`
}

interface KeyRows {
  readonly keys: Float64Array
  /** For each key the place of its record's id in `ids`. */
  readonly owners: Uint32Array
  readonly ids: readonly Buffer[]
}

function sortedRows(added: readonly NewKeys[]): KeyRows {
  const count = added.reduce((sum, { keys }) => sum + keys.length, 0)
  const keys = new Float64Array(count)
  const owners = new Uint32Array(count)
  let row = 0
  added.forEach((each, owner) => {
    for (const key of each.keys) {
      keys[row] = key
      owners[row] = owner
      row += 1
    }
  })
  const order = orderOfKeys(keys)
  return {
    keys: Float64Array.from(order, (at) => keys[at] ?? 0),
    owners: Uint32Array.from(order, (at) => owners[at] ?? 0),
    ids: added.map(({ recordId }) => Buffer.from(recordId.replaceAll('-', ''), 'hex')),
  }
}

const HASHES = 2 ** 32
/** Two columns: each with its length before it, of eight and sixteen bytes. */
const ROW_BYTES = 2 + 4 + 8 + 4 + 16
const ROWS_PER_CHUNK = 4096
const COPY_SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const COPY_END = Buffer.from([0xff, 0xff])

/** COPY's binary form: as text, the keys of a record would be three times as long and be parsed on both sides. */
function* copyKeys({ keys, owners, ids }: KeyRows): Generator<Buffer> {
  yield COPY_SIGNATURE
  for (let start = 0; start < keys.length; start += ROWS_PER_CHUNK) {
    const end = Math.min(keys.length, start + ROWS_PER_CHUNK)
    const chunk = Buffer.allocUnsafe((end - start) * ROW_BYTES)
    let at = 0
    for (let row = start; row < end; row += 1) {
      const key = keys[row] ?? 0
      at = chunk.writeInt16BE(2, at)
      at = chunk.writeInt32BE(8, at)
      at = chunk.writeUInt32BE(Math.floor(key / HASHES), at)
      at = chunk.writeUInt32BE(key % HASHES, at)
      at = chunk.writeInt32BE(16, at)
      at += ids[owners[row] ?? 0]?.copy(chunk, at) ?? 0
    }
    yield chunk
  }
  yield COPY_END
}

const OID_BIGINT = 20
const ARRAY_HEADER_BYTES = 20

/** An array parameter in its binary form, which a Buffer is sent as. */
function bigintArray(values: ArrayLike<number>): Buffer {
  const array = Buffer.allocUnsafe(ARRAY_HEADER_BYTES + values.length * 12)
  let at = array.writeInt32BE(1, 0)
  at = array.writeInt32BE(0, at)
  at = array.writeInt32BE(OID_BIGINT, at)
  at = array.writeInt32BE(values.length, at)
  at = array.writeInt32BE(1, at)
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0
    at = array.writeInt32BE(8, at)
    at = array.writeUInt32BE(Math.floor(value / HASHES), at)
    at = array.writeUInt32BE(value % HASHES, at)
  }
  return array
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
