import { createHash, type Hash, randomUUID } from 'node:crypto'
import { type Batch, findBatch } from '../../../storage/batches/batches.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import {
  deleteKeyedRequest,
  deleteOwnRequest,
  findKeyedRequest,
  insertKeyedRequest,
  type KeyedRequest,
  restartKeyedRequest,
  saveRequestHash,
} from '../../../storage/access/idempotency-keys.js'
import { type OnceRequest, requestKeyOf } from '../../access/keyed-requests.js'
import { isRefusal, type Refusal } from '../../context/refusals.js'
import { untilDone } from '../../context/until-done.js'
import type { Registry } from '../../context/registry.js'
import { type BatchView, viewOf } from '../batch-view.js'
import { type IncomingBatch, receiveBatch } from './receive-batch.js'

/** `repeated`: the batch sent before under this key; `reused`: the key was used with another file before. */
export type ReceivedOnce =
  { readonly kind: 'received' | 'repeated'; readonly batch: BatchView } | { readonly kind: 'reused' | 'busy' }

/** Within this time a key without a batch belongs to a request that is about to begin one; later that request has died. */
const BEGINNING_MS = 10_000

/**
 * Receives a batch unless it was received before under this idempotency key. A batch whose sender disconnected is received
 * again. A repeated file is read to its end, since only its hash shows that it is the same.
 */
export async function receiveOnce(
  registry: Registry,
  incoming: IncomingBatch,
  request: Pick<OnceRequest, 'actor' | 'operation' | 'idempotencyKey'>,
): Promise<ReceivedOnce | Refusal> {
  const requestKey = requestKeyOf(request)
  const id = randomUUID()
  const begunAt = registry.now()
  const letGo = (): void => {
    untilDone(() => letGoUnlessBegun(registry, { requestKey, begunAt, batchId: id }))
  }
  const earlier = await claim(registry, { requestKey, batchId: id, at: begunAt }).catch((error: unknown) => {
    letGo()
    throw error
  })
  const digest = createHash('sha256')
  const input = hashed(incoming.input, digest)
  if (earlier !== undefined) return repeat(registry, earlier, { input, digest })
  const batch = await receiveBatch(registry, { ...incoming, input, id }).catch((error: unknown) => {
    letGo()
    throw error
  })
  await inTransaction(registry.database, (tx) =>
    isRefusal(batch) ? deleteKeyedRequest(tx, requestKey) : saveRequestHash(tx, requestKey, digest.digest()),
  )
  return isRefusal(batch) ? batch : { kind: 'received', batch }
}

/** A key whose batch did not begin is free at once; one whose batch did begin finds it when the file is sent again. */
function letGoUnlessBegun(
  { database }: Registry,
  { batchId, ...own }: { readonly requestKey: Buffer; readonly begunAt: Date; readonly batchId: string },
): Promise<void> {
  return inTransaction(database, async (tx) => {
    if ((await findBatch(tx, batchId)) === undefined) await deleteOwnRequest(tx, own)
  })
}

/** Claims the key. Returns the earlier request that holds it; undefined where this one holds it now. */
function claim(
  registry: Registry,
  { requestKey, batchId, at }: { readonly requestKey: Buffer; readonly batchId: string; readonly at: Date },
): Promise<KeyedRequest | undefined> {
  return inTransaction(registry.database, async (tx) => {
    if (await insertKeyedRequest(tx, { requestKey, requestHash: null, batchId, begunAt: at })) return undefined
    const earlier = await findKeyedRequest(tx, requestKey)
    if (earlier?.batchId === undefined || earlier.batchId === null) return earlier
    const batch = await findBatch(tx, earlier.batchId)
    const isAbandoned =
      batch === undefined ? at.getTime() - earlier.begunAt.getTime() > BEGINNING_MS : hasLostSender(batch)
    if (!isAbandoned) return earlier
    return (await restartKeyedRequest(tx, earlier, { batchId, at })) ? undefined : earlier
  })
}

function hasLostSender({ state, refusal }: Batch): boolean {
  return state === 'failed' && refusal?.code === 'SENDER_GONE'
}

/** Reads the earlier batch again, since it may have ended or lost its sender meanwhile. */
async function repeat(
  { database }: Registry,
  { requestKey, batchId }: KeyedRequest,
  { input, digest }: { readonly input: AsyncIterable<Uint8Array>; readonly digest: Hash },
): Promise<ReceivedOnce> {
  const batch = batchId === null ? undefined : await findBatch(database.conn, batchId)
  if (batch === undefined || batch.state === 'receiving' || hasLostSender(batch)) return { kind: 'busy' }
  const pieces = input[Symbol.asyncIterator]()
  while ((await pieces.next()).done !== true);
  const requestHash = (await findKeyedRequest(database.conn, requestKey))?.requestHash ?? null
  const isSame = requestHash === null || requestHash.equals(digest.digest())
  return isSame ? { kind: 'repeated', batch: viewOf(batch) } : { kind: 'reused' }
}

async function* hashed(input: AsyncIterable<Uint8Array>, digest: Hash): AsyncGenerator<Uint8Array, void> {
  for await (const piece of input) {
    digest.update(piece)
    yield piece
  }
}
