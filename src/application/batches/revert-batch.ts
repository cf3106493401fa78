import { randomUUID } from 'node:crypto'
import { appendAudit } from '../../storage/access/audit.js'
import { type Batch, findBatch, insertBatch, lockSource, nextVersion } from '../../storage/batches/batches.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { type Refusal, refuse } from '../context/refusals.js'
import type { BatchView } from './batch-view.js'
import { getBatch } from './get-batch.js'

/**
 * Reverts a completed batch by a new one, which waits for its turn as every batch does. Once it is applied, the reverted batch
 * says nothing any more: each record is what the other batches and single changes of its source say. Returns the new batch;
 * refuses with BATCH_UNKNOWN or BATCH_NOT_COMPLETED.
 */
export async function revertBatch(
  tx: Tx,
  { id, by }: { readonly id: string; readonly by: string },
  at: Date,
): Promise<BatchView | Refusal> {
  const reverted = await findBatch(tx, id)
  if (reverted === undefined) return refuse('BATCH_UNKNOWN', 'There is no such batch.')
  if (reverted.state !== 'completed') return refuse('BATCH_NOT_COMPLETED', 'Only a completed batch can be reverted.')
  await lockSource(tx, reverted.source)
  const newId = await insertReverting(tx, reverted, { by, at })
  const content = { source: reverted.source, reverted_by: newId }
  const entry = { actor: by, action: 'batch.reverted', subjectKind: 'batch', subjectId: id, content }
  await appendAudit(tx, entry, at)
  return getBatch(tx, newId)
}

async function insertReverting(tx: Tx, reverted: Batch, { by, at }: { by: string; at: Date }): Promise<string> {
  const { source } = reverted
  const own = { id: randomUUID(), version: await nextVersion(tx), source }
  const times = { startedAt: at, receivedAt: at }
  await insertBatch(tx, { ...own, ...times, mode: 'delta', state: 'linking', sentBy: by, reverts: reverted.id })
  return own.id
}
