import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

/** A request that was given a key of its own. */
export interface KeyedRequest {
  /** SHA-256 of who asked for what under which key. */
  readonly requestKey: Buffer
  /** SHA-256 of what was sent; null until the last byte of a stream has come. */
  readonly requestHash: Buffer | null
  readonly batchId: string | null
  /** Sealed; null until there is one. */
  readonly answer: Buffer | null
  readonly begunAt: Date
}

/** Keeps a request; gives false where its key is taken. */
export async function insertKeyedRequest(tx: Tx, request: Omit<KeyedRequest, 'answer'>): Promise<boolean> {
  const { requestKey, requestHash, batchId, begunAt } = request
  const added = await tx.write(sql`
    INSERT INTO idempotency_keys (request_key, request_hash, batch_id, begun_at)
    VALUES (${requestKey}, ${requestHash}, ${batchId}, ${begunAt}) ON CONFLICT (request_key) DO NOTHING`)
  return added > 0
}

export async function findKeyedRequest(conn: Conn, requestKey: Buffer): Promise<KeyedRequest | undefined> {
  const [found] = await conn.read<KeyedRequest>(sql`
    SELECT request_key AS "requestKey", request_hash AS "requestHash", batch_id AS "batchId", answer,
      begun_at AS "begunAt"
    FROM idempotency_keys WHERE request_key = ${requestKey}`)
  return found
}

/** Takes a request over that came to nothing, as long as it began when it is said to; gives whether that was so. */
export async function restartKeyedRequest(
  tx: Tx,
  { requestKey, batchId, begunAt }: Pick<KeyedRequest, 'requestKey' | 'batchId' | 'begunAt'>,
  anew: { readonly batchId: string | null; readonly at: Date },
): Promise<boolean> {
  const touched = await tx.write(sql`
    UPDATE idempotency_keys SET batch_id = ${anew.batchId}, begun_at = ${anew.at}
    WHERE request_key = ${requestKey} AND answer IS NULL AND begun_at = ${begunAt}
      AND batch_id IS NOT DISTINCT FROM ${batchId}::uuid`)
  return touched > 0
}

export async function saveRequestHash(tx: Tx, requestKey: Buffer, requestHash: Buffer): Promise<void> {
  await tx.write(sql`UPDATE idempotency_keys SET request_hash = ${requestHash} WHERE request_key = ${requestKey}`)
}

/** Keeps the answer of a request that began when it is said to; gives whether nobody has taken the request over since. */
export async function saveSealedAnswer(
  tx: Tx,
  { requestKey, begunAt }: Pick<KeyedRequest, 'requestKey' | 'begunAt'>,
  answer: Buffer,
): Promise<boolean> {
  const touched = await tx.write(sql`
    UPDATE idempotency_keys SET answer = ${answer} WHERE request_key = ${requestKey} AND begun_at = ${begunAt}`)
  return touched > 0
}

/** Forgets a request that came to nothing; one that was answered stays. */
export async function deleteKeyedRequest(tx: Tx, requestKey: Buffer): Promise<void> {
  await tx.write(sql`DELETE FROM idempotency_keys WHERE request_key = ${requestKey} AND answer IS NULL`)
}

/** Forgets the requests that began before a time. */
export function deleteOldKeyedRequests(tx: Tx, before: Date): Promise<number> {
  return tx.write(sql`DELETE FROM idempotency_keys WHERE begun_at < ${before}`)
}
