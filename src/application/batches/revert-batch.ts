import { randomUUID } from 'node:crypto'
import { appendAudit } from '../../storage/access/audit.js'
import {
  type Batch,
  findBatch,
  insertBatch,
  listAppliedBatches,
  lockSource,
  nextVersion,
  NO_COUNTS,
  saveCounts,
} from '../../storage/batches/batches.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { insertRevertingRows } from '../../storage/batches/reverting-rows.js'
import { type Refusal, refuse } from '../context/refusals.js'
import type { BatchView } from './batch-view.js'
import { getBatch } from './get-batch.js'

/**
 * Reverts a completed batch by a new one. Each record whose live version is still the batch's returns to its previous
 * version, or is withdrawn where it had none. Returns the new batch; refuses with BATCH_UNKNOWN or BATCH_NOT_COMPLETED.
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
  const applied = await listAppliedBatches(tx, source)
  const appliedIds = applied.map((batch) => batch.id)
  const read = await insertRevertingRows(tx, { reverted, by: own, appliedIds, at })
  await saveCounts(tx, own.id, { ...NO_COUNTS, read, accepted: read })
  return own.id
}
