import { appendAudit } from '../../storage/access/audit.js'
import { endWithoutEffect, findBatch, lockSource } from '../../storage/batches/batches.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { insertEvents } from '../../storage/access/events.js'
import { type Refusal, refuse } from '../context/refusals.js'
import type { BatchView } from './batch-view.js'
import { getBatch } from './get-batch.js'

/**
 * Ends a batch before it has any effect. Refuses with BATCH_UNKNOWN, or with BATCH_APPLIED once it was applied or has
 * ended: then it can only be reverted.
 */
export async function cancelBatch(
  tx: Tx,
  { id, by }: { readonly id: string; readonly by: string },
  at: Date,
): Promise<BatchView | Refusal> {
  const found = await findBatch(tx, id)
  if (found === undefined) return refuse('BATCH_UNKNOWN', 'There is no such batch.')
  await lockSource(tx, found.source)
  const refusal = { code: 'BATCH_CANCELLED', detail: 'The batch was cancelled before it was applied.' }
  if (!(await endWithoutEffect(tx, id, { state: 'refused', refusal, at })))
    return refuse('BATCH_APPLIED', 'The batch was already applied or has ended.')
  await insertEvents(tx, [{ kind: 'batch.refused', subjectId: id }])
  const content = { source: found.source }
  const entry = { actor: by, action: 'batch.cancelled', subjectKind: 'batch', subjectId: id, content }
  await appendAudit(tx, entry, at)
  return getBatch(tx, id)
}
