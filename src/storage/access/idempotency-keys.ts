import { and, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm'
import type { Conn, Tx } from '../postgres/connection.js'
import { deleteFrom, insertInto, readRow, select, update, write } from '../postgres/queries.js'
import { idempotencyKeys } from './schema.js'

/** A request that was sent with an idempotency key. */
export type KeyedRequest = Readonly<(typeof idempotencyKeys)['$inferSelect']>

const COLUMNS = getTableColumns(idempotencyKeys)

/** Adds a request; returns false where its key is taken. */
export async function insertKeyedRequest(tx: Tx, request: Omit<KeyedRequest, 'answer'>): Promise<boolean> {
  const added = await write(
    tx,
    insertInto(idempotencyKeys).values(request).onConflictDoNothing({ target: idempotencyKeys.requestKey }),
  )
  return added > 0
}

export function findKeyedRequest(conn: Conn, requestKey: Buffer): Promise<KeyedRequest | undefined> {
  return readRow(conn, select(COLUMNS).from(idempotencyKeys).where(eq(idempotencyKeys.requestKey, requestKey)))
}

/** Restarts a request that has no answer, as long as nobody restarted it since; returns whether that was so. */
export async function restartKeyedRequest(
  tx: Tx,
  { requestKey, batchId, begunAt }: Pick<KeyedRequest, 'requestKey' | 'batchId' | 'begunAt'>,
  restarted: { readonly batchId: string | null; readonly at: Date },
): Promise<boolean> {
  const sameBatch = sql`${idempotencyKeys.batchId} IS NOT DISTINCT FROM ${batchId}::uuid`
  const touched = await write(
    tx,
    update(idempotencyKeys)
      .set({ batchId: restarted.batchId, begunAt: restarted.at })
      .where(
        and(
          eq(idempotencyKeys.requestKey, requestKey),
          isNull(idempotencyKeys.answer),
          eq(idempotencyKeys.begunAt, begunAt),
          sameBatch,
        ),
      ),
  )
  return touched > 0
}

export async function saveRequestHash(tx: Tx, requestKey: Buffer, requestHash: Buffer): Promise<void> {
  await write(tx, update(idempotencyKeys).set({ requestHash }).where(eq(idempotencyKeys.requestKey, requestKey)))
}

/** Saves the answer of a request unless the request was restarted since; returns whether it was saved. */
export async function saveSealedAnswer(
  tx: Tx,
  { requestKey, begunAt }: Pick<KeyedRequest, 'requestKey' | 'begunAt'>,
  answer: Buffer,
): Promise<boolean> {
  const touched = await write(
    tx,
    update(idempotencyKeys)
      .set({ answer })
      .where(and(eq(idempotencyKeys.requestKey, requestKey), eq(idempotencyKeys.begunAt, begunAt))),
  )
  return touched > 0
}

/** Deletes a request that began at this time and has no answer. */
export async function deleteOwnRequest(
  tx: Tx,
  { requestKey, begunAt }: Pick<KeyedRequest, 'requestKey' | 'begunAt'>,
): Promise<void> {
  const { requestKey: key, answer, begunAt: begun } = idempotencyKeys
  await write(tx, deleteFrom(idempotencyKeys).where(and(eq(key, requestKey), isNull(answer), eq(begun, begunAt))))
}

/** Deletes a request that has no answer; one that was answered stays. */
export async function deleteKeyedRequest(tx: Tx, requestKey: Buffer): Promise<void> {
  await write(
    tx,
    deleteFrom(idempotencyKeys).where(and(eq(idempotencyKeys.requestKey, requestKey), isNull(idempotencyKeys.answer))),
  )
}

/** Deletes the requests that began before a time; returns their number. */
export function deleteOldKeyedRequests(tx: Tx, before: Date): Promise<number> {
  return write(tx, deleteFrom(idempotencyKeys).where(lt(idempotencyKeys.begunAt, before)))
}
