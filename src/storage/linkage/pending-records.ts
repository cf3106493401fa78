import sql, { empty } from 'sql-template-tag'
import {
  type CanonicalRecord,
  type Facts,
  type PackedRecord,
  unpackRecord,
} from '../../domain/registry/records/canonical-record.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText } from '../postgres/column-types.js'
import type { RowSubject } from '../batches/source-records.js'

interface Pending {
  readonly id: string
  readonly version: number
  /** The batch of the row, for its counts; undefined if the record is linked again because of a judgement. */
  readonly batchId: string | undefined
}

/** The newest version of a source's record. */
export interface PendingPut extends Pending {
  readonly kind: 'put'
  readonly source: string
  readonly sourceKey: string
  readonly batchRow: number
  readonly subject: RowSubject
  readonly contentHash: Buffer
  readonly record: CanonicalRecord
  /** The record in its packed form, as JSON text. */
  readonly packed: string
  readonly facts: Facts
}

/** A record that its source has withdrawn. */
export interface PendingWithdrawal extends Pending {
  readonly kind: 'withdrawal'
}

/** A live record that is linked again without a change. */
export interface PendingTouch extends Pending {
  readonly kind: 'touch'
}

export type PendingRecord = PendingPut | PendingWithdrawal | PendingTouch

/** A pending record and its place in the order of linking. */
export interface PendingKey {
  readonly locality: string
  readonly id: string
  readonly version: number
  readonly batchRow: string
  readonly batchId: string | null
}

interface Stored {
  readonly id: string
  readonly version: number
  readonly batchRow: number
  readonly source: string
  readonly sourceKey: string
  readonly subject: RowSubject | 'withdrawal'
  readonly contentHash: Buffer | null
  readonly canonical: string | null
  readonly facts: Facts | null
}

/** The rows of pending records by `nameOfKey`. Rows never change, so they can be read before they are taken. */
export type PendingRows = ReadonlyMap<string, PendingRecord>

const NO_ROWS: PendingRows = new Map()

/**
 * Takes about `limit` of the pending records, neighbours and whole families together, and returns their newest versions. A
 * single change received after the batch replaces its row, because it has the higher version. Needs the lock of the pass.
 */
export async function takePending(tx: Tx, limit: number): Promise<readonly PendingRecord[]> {
  const keys = await nextPendingKeys(tx, { limit })
  const [taken] = await Promise.all([readLatest(tx, keys), removePending(tx, keys)])
  return taken
}

/**
 * Returns about `limit` of the pending keys, from the first or after a key. Records of one locality are returned together,
 * unless there are more than twice the limit.
 */
export async function nextPendingKeys(
  conn: Conn,
  { limit, after }: { limit: number; after?: PendingKey | undefined },
): Promise<readonly PendingKey[]> {
  const keys = await nextKeys(conn, { most: limit, after })
  const last = keys[limit - 1]
  return last === undefined
    ? keys
    : [...keys, ...(await nextKeys(conn, { most: limit, after: last, isSameLocality: true }))]
}

/** Whether keys from an earlier `nextPendingKeys` are still the next: compares the number of keys up to the last one. */
export async function areNext(conn: Conn, keys: readonly PendingKey[]): Promise<boolean> {
  const last = keys.at(-1)
  if (last === undefined) return false
  const [row] = await conn.read<{ count: number }>(sql`
    SELECT count(*)::float8 AS count FROM pending_records
    WHERE (locality, record_id, version) <= (${last.locality}::bigint, ${last.id}::uuid, ${last.version}::bigint)`)
  return row?.count === keys.length
}

/** Returns the first pending key. */
export async function nextPending(tx: Tx): Promise<PendingKey | undefined> {
  const [first] = await nextKeys(tx, { most: 1 })
  return first
}

/** Returns the newest versions of these pending records, as `takePending` does. Reads the rows that are not in `cached`. */
export async function readLatest(
  conn: Conn,
  keys: readonly PendingKey[],
  cached: PendingRows = NO_ROWS,
): Promise<readonly PendingRecord[]> {
  if (keys.length === 0) return []
  const received = keys.filter(({ batchId }) => batchId !== null)
  const read = await readPendingRows(
    conn,
    received.filter((key) => !cached.has(nameOfKey(key))),
  )
  const later = await findLaterChanges(conn, received)
  const contents = await findContents(conn, [...later.values()])
  return keys.map((key) => {
    const { id, version, batchId } = key
    if (batchId === null) return { kind: 'touch', id, version, batchId: undefined }
    const change = later.get(id)
    if (change !== undefined && change.version > version) return pendingRecord(change, batchId, contents)
    const name = nameOfKey(key)
    const row = cached.get(name) ?? read.get(name)
    if (row === undefined) throw new Error('A pending record was never received')
    return row
  })
}

/** Returns the rows of these pending records, except for records that are linked again without a change. */
export async function readPendingRows(conn: Conn, keys: readonly PendingKey[]): Promise<PendingRows> {
  const received = keys.filter(({ batchId }) => batchId !== null)
  if (received.length === 0) return NO_ROWS
  const rows = await findRows(conn, received)
  const contents = await findContents(conn, [...rows.values()])
  const versions = new Map<string, PendingRecord>()
  for (const key of received) {
    const name = nameOfKey(key)
    const row = rows.get(name)
    if (row !== undefined) versions.set(name, pendingRecord(row, key.batchId ?? '', contents))
  }
  return versions
}

function nameOfKey({ id, version, batchRow }: Pick<Stored, 'id' | 'version'> & { batchRow: string | number }): string {
  return `${id} ${version} ${batchRow}`
}

export async function hasPending(conn: Conn): Promise<boolean> {
  const rows = await conn.read(sql`SELECT FROM pending_records LIMIT 1`)
  return rows.length > 0
}

interface Next {
  readonly most: number
  readonly after?: PendingKey | undefined
  /** Only keys of the locality of `after`. */
  readonly isSameLocality?: boolean
}

function nextKeys(conn: Conn, { most, after, isSameLocality = false }: Next): Promise<readonly PendingKey[]> {
  const behind =
    after === undefined
      ? empty
      : sql`WHERE (locality, record_id, version) > (${after.locality}::bigint, ${after.id}::uuid, ${after.version}::bigint)
          ${isSameLocality ? sql`AND locality = ${after.locality}::bigint` : empty}`
  return conn.read(sql`
    SELECT locality, record_id AS id, version::float8 AS version, batch_row AS "batchRow", batch_id AS "batchId"
    FROM pending_records ${behind} ORDER BY locality, record_id, version LIMIT ${most}`)
}

export async function removePending(tx: Tx, keys: readonly PendingKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx.write(sql`
    DELETE FROM pending_records p USING unnest(
      ${arrayText(keys.map(({ locality }) => locality))}::bigint[], ${arrayText(keys.map(({ id }) => id))}::uuid[],
      ${arrayText(keys.map(({ version }) => version))}::bigint[]) AS k (locality, record_id, version)
    WHERE p.locality = k.locality AND p.record_id = k.record_id AND p.version = k.version`)
}

const COLUMNS = sql`s.record_id AS id, s.version::float8 AS version, s.batch_row::float8 AS "batchRow",
  s.source_code AS source, s.source_key AS "sourceKey", s.subject, s.content_hash AS "contentHash", s.canonical::text AS canonical, s.facts`

async function findRows(conn: Conn, keys: readonly PendingKey[]): Promise<ReadonlyMap<string, Stored>> {
  const rows = await conn.read<Stored>(sql`
    SELECT ${COLUMNS} FROM source_records s JOIN unnest(
      ${arrayText(keys.map(({ id }) => id))}::uuid[], ${arrayText(keys.map(({ version }) => version))}::bigint[],
      ${arrayText(keys.map(({ batchRow }) => batchRow))}::bigint[]) AS k (record_id, version, batch_row)
    ON s.record_id = k.record_id AND s.version = k.version AND s.batch_row = k.batch_row`)
  return new Map(rows.map((row) => [nameOfKey(row), row]))
}

/** Returns the last single change of each record that was received after any of these batches began. */
async function findLaterChanges(conn: Conn, keys: readonly PendingKey[]): Promise<ReadonlyMap<string, Stored>> {
  const since = keys.reduce((least, { version }) => Math.min(least, version), Infinity)
  if (since === Infinity) return new Map()
  const rows = await conn.read<Stored>(sql`
    SELECT DISTINCT ON (s.record_id) ${COLUMNS} FROM source_records s
    WHERE s.batch_id IS NULL AND s.version > ${since} AND s.record_id = ANY (${arrayText(keys.map(({ id }) => id))}::uuid[])
    ORDER BY s.record_id, s.version DESC`)
  return new Map(rows.map((row) => [row.id, row]))
}

type Content = Pick<Stored, 'canonical' | 'facts'>

/** A row equal to the live record is stored without content. An earlier version with the same hash has the content. */
async function findContents(conn: Conn, rows: readonly Stored[]): Promise<ReadonlyMap<string, Content>> {
  const bare = rows.filter(({ subject, canonical }) => subject !== 'withdrawal' && canonical === null)
  if (bare.length === 0) return new Map()
  const hashes = bare.map(({ contentHash }) => contentHash?.toString('hex') ?? '')
  const found = await conn.read<Content & { readonly id: string; readonly hash: string }>(sql`
    SELECT DISTINCT ON (s.record_id, s.content_hash) s.record_id AS id, encode(s.content_hash, 'hex') AS hash,
      s.canonical::text AS canonical, s.facts
    FROM source_records s JOIN unnest(${arrayText(bare.map(({ id }) => id))}::uuid[], ${arrayText(hashes)}::text[]) AS k (id, hash)
    ON s.record_id = k.id AND s.content_hash = decode(k.hash, 'hex')
    WHERE s.canonical IS NOT NULL`)
  return new Map(found.map((content) => [`${content.id} ${content.hash}`, content]))
}

function pendingRecord(row: Stored, batchId: string, contents: ReadonlyMap<string, Content>): PendingRecord {
  const { id, version, batchRow, source, sourceKey, subject, contentHash } = row
  if (subject === 'withdrawal' || contentHash === null) return { kind: 'withdrawal', id, version, batchId }
  const content = row.canonical === null ? contents.get(`${id} ${contentHash.toString('hex')}`) : row
  if (content?.canonical == null) throw new Error('No version of a record has the content that one refers to')
  const packed = content.canonical
  const record = unpackRecord(source, JSON.parse(packed) as PackedRecord)
  const facts = content.facts ?? {}
  return { kind: 'put', id, version, batchId, source, sourceKey, batchRow, subject, contentHash, record, packed, facts }
}
