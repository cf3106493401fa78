import sql, { raw, type Sql } from 'sql-template-tag'
import {
  ARRAY_HEADER_BYTES,
  BinaryBuffer,
  COPY_END,
  COPY_SIGNATURE,
  UUID_BYTES,
  uuidBytes,
  writeArrayHeader,
} from '../postgres/binary-rows.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText } from '../postgres/column-types.js'
import { endOfRun, type SortedKeys, sortKeys, visitRuns } from './sorted-keys.js'

/** A key and a record that holds it. */
export interface KeyHolder {
  readonly key: number
  readonly recordId: string
}

interface StoredRow {
  readonly block_key: string
  readonly record_id: string
  readonly other_ids: string | null
}

/** Every live record that holds one of the keys, once for each key that it holds. */
export async function listKeyHolders(conn: Conn, keys: ArrayLike<number>): Promise<KeyHolder[]> {
  if (keys.length === 0) return []
  return holdersOf(
    await conn.read<StoredRow>(sql`
      SELECT block_key, record_id, other_ids::text AS other_ids FROM block_keys
      WHERE block_key = ANY (${bigintArray(keys)}::bigint[])`),
  )
}

/** The same without crowded keys: those that too many records hold to be compared. */
export async function listFewKeyHolders(conn: Conn, keys: ArrayLike<number>): Promise<KeyHolder[]> {
  if (keys.length === 0) return []
  return holdersOf(
    await conn.read<StoredRow>(sql`
      SELECT k.block_key, k.record_id, k.other_ids::text AS other_ids FROM block_keys k
      WHERE k.block_key = ANY (${bigintArray(keys)}::bigint[])
        AND NOT EXISTS (SELECT FROM crowded_keys c WHERE c.block_key = k.block_key)`),
  )
}

function holdersOf(rows: readonly StoredRow[]): KeyHolder[] {
  const holders: KeyHolder[] = []
  for (const { block_key, record_id, other_ids } of rows) {
    const key = Number(block_key)
    holders.push({ key, recordId: record_id })
    if (other_ids !== null) for (const recordId of other_ids.slice(1, -1).split(',')) holders.push({ key, recordId })
  }
  return holders
}

/** More crowded keys than this are not read all, but looked up. */
const FEW_CROWDED_KEYS = 1000

/** All crowded keys, as most registries have few of them; undefined where there are more than are worth reading. */
export async function listFewCrowdedKeys(conn: Conn): Promise<ReadonlySet<number> | undefined> {
  const some = await conn.read<{ block_key: string }>(sql`SELECT block_key FROM crowded_keys LIMIT ${FEW_CROWDED_KEYS}`)
  return some.length < FEW_CROWDED_KEYS ? new Set(some.map((row) => Number(row.block_key))) : undefined
}

/** Which of the keys are crowded. `few` may be the result of an earlier listFewCrowdedKeys. */
export async function findCrowdedKeys(
  conn: Conn,
  keys: ArrayLike<number>,
  few: Promise<ReadonlySet<number> | undefined> = listFewCrowdedKeys(conn),
): Promise<ReadonlySet<number>> {
  const known = await few
  if (known?.size === 0) return known
  if (known !== undefined) return new Set(Array.from(keys).filter((key) => known.has(key)))
  const rows = await conn.read<{ block_key: string }>(sql`
    SELECT block_key FROM crowded_keys WHERE block_key = ANY (${bigintArray(keys)}::bigint[])`)
  return new Set(rows.map((row) => Number(row.block_key)))
}

/** How many records hold a key, counted no further than `most` rows of it. */
export async function countKeyHolders(conn: Conn, key: number, most: number): Promise<number> {
  const [row] = await conn.read<{ count: string }>(sql`
    SELECT coalesce(sum(1 + coalesce(cardinality(other_ids), 0)), 0) AS count
    FROM (SELECT other_ids FROM block_keys WHERE block_key = ${key} LIMIT ${most}) AS holders`)
  return Number(row?.count ?? 0)
}

/** Adds keys in the order of the index, so that each of its pages is touched once. No record may hold its key already. */
export async function insertKeys(tx: Tx, added: SortedKeys): Promise<void> {
  const { length } = added.keys
  if (length === 0) return
  if (length <= MOST_KEYS_AS_PARAMETERS || !tx.canCopy) await tx.write(insertion(added))
  else
    await tx.copy(raw('COPY block_keys (block_key, record_id, other_ids) FROM STDIN (FORMAT binary)'), copyKeys(added))
}

/** More go by COPY, which needs two more round trips. */
const MOST_KEYS_AS_PARAMETERS = 2000

function insertion(added: SortedKeys): Sql {
  const keys: number[] = []
  const ids: string[] = []
  const others: (string | null)[] = []
  visitRuns(added, (key, start, end) => {
    const [first = '', ...rest] = Array.from(
      added.owners.subarray(start, end),
      (at) => added.records[at]?.recordId ?? '',
    )
    keys.push(key)
    ids.push(first)
    others.push(rest.length === 0 ? null : arrayText(rest))
  })
  return sql`INSERT INTO block_keys (block_key, record_id, other_ids)
    SELECT k, i, o::uuid[] FROM unnest(${bigintArray(keys)}::bigint[], ${arrayText(ids)}::uuid[], ${others}::text[]) AS r (k, i, o)`
}

const CHUNK_BYTES = 1 << 17
const NO_ID = Buffer.alloc(0)

function* copyKeys(added: SortedKeys): Generator<Buffer> {
  const { keys, owners, records } = added
  const ids = records.map(({ recordId }) => uuidBytes(recordId))
  const buffer = new BinaryBuffer(CHUNK_BYTES * 2)
  const writeId = (at: number): void => {
    buffer.sizedBytes(ids[owners[at] ?? 0] ?? NO_ID)
  }
  buffer.bytes(COPY_SIGNATURE)
  for (let start = 0; start < keys.length;) {
    const end = endOfRun(keys, start)
    buffer.int16(3)
    buffer.int32(8)
    buffer.int64(keys[start] ?? 0)
    writeId(start)
    const others = end - start - 1
    if (others === 0) buffer.int32(-1)
    else {
      buffer.int32(ARRAY_HEADER_BYTES + others * (4 + UUID_BYTES))
      writeArrayHeader(buffer, 'uuid[]', others)
      for (let at = start + 1; at < end; at += 1) writeId(at)
    }
    if (buffer.length >= CHUNK_BYTES) yield buffer.take()
    start = end
  }
  buffer.bytes(COPY_END)
  yield buffer.take()
}

/** An array parameter in its binary form, which a Buffer is sent as. */
function bigintArray(values: ArrayLike<number>): Buffer {
  const buffer = new BinaryBuffer(ARRAY_HEADER_BYTES + values.length * 12)
  writeArrayHeader(buffer, 'bigint[]', values.length)
  for (let at = 0; at < values.length; at += 1) {
    buffer.int32(8)
    buffer.int64(values[at] ?? 0)
  }
  return buffer.take()
}

/** Removes keys from records. Their rows are deleted, and the other holders in these rows get new rows. */
export async function deleteKeyHolders(tx: Tx, gone: readonly KeyHolder[]): Promise<void> {
  if (gone.length === 0) return
  const ids = arrayText([...new Set(gone.map(({ recordId }) => recordId))])
  const rows = await tx.writeReturning<StoredRow>(sql`
    DELETE FROM block_keys WHERE block_key = ANY (${bigintArray(gone.map(({ key }) => key))}::bigint[])
      AND (record_id = ANY (${ids}::uuid[]) OR other_ids && ${ids}::uuid[])
    RETURNING block_key, record_id, other_ids::text AS other_ids`)
  const names = new Set(gone.map(({ key, recordId }) => `${key} ${recordId}`))
  const keysOf = new Map<string, number[]>()
  for (const { key, recordId } of holdersOf(rows)) {
    if (names.has(`${key} ${recordId}`)) continue
    const keys = keysOf.get(recordId)
    if (keys === undefined) keysOf.set(recordId, [key])
    else keys.push(key)
  }
  await insertKeys(tx, sortKeys([...keysOf].map(([recordId, keys]) => ({ recordId, keys }))))
}

export async function insertCrowdedKeys(tx: Tx, keys: readonly number[]): Promise<void> {
  if (keys.length === 0) return
  await tx.write(sql`INSERT INTO crowded_keys SELECT unnest(${arrayText(keys)}::bigint[]) ON CONFLICT DO NOTHING`)
}

export async function deleteCrowdedKeys(tx: Tx, keys: readonly number[]): Promise<void> {
  if (keys.length > 0)
    await tx.write(sql`DELETE FROM crowded_keys WHERE block_key = ANY (${arrayText(keys)}::bigint[])`)
}
