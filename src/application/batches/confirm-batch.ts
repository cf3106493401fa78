import { appendAudit } from '../../storage/access/audit.js'
import { confirmRefused, findBatch, lockSource } from '../../storage/batches/batches.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { type Refusal, refuse } from '../context/refusals.js'
import type { BatchView } from './batch-view.js'
import { getBatch } from './get-batch.js'

/**
 * Releases an abnormal snapshot for applying. It keeps its version, so later changes stay. Refuses with BATCH_UNKNOWN, or
 * with BATCH_NOT_CONFIRMABLE where the batch was not refused as abnormal.
 */
export async function confirmBatch(
  tx: Tx,
  { id, by }: { readonly id: string; readonly by: string },
  at: Date,
): Promise<BatchView | Refusal> {
  const found = await findBatch(tx, id)
  if (found === undefined) return refuse('BATCH_UNKNOWN', 'There is no such batch.')
  await lockSource(tx, found.source)
  const batch = await findBatch(tx, id)
  if (batch?.state !== 'refused' || batch.refusal?.code !== 'SNAPSHOT_ABNORMAL')
    return refuse('BATCH_NOT_CONFIRMABLE', 'Only a snapshot that was refused as abnormal can be confirmed.')
  await confirmRefused(tx, id)
  const content = { source: batch.source, ...batch.refusal }
  const entry = { actor: by, action: 'batch.confirmed', subjectKind: 'batch', subjectId: id, content }
  await appendAudit(tx, entry, at)
  return getBatch(tx, id)
}
