import { appendAudit } from '../../storage/access/audit.js'
import { endWithoutEffect } from '../../storage/batches/batches.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { isTransient } from '../context/is-transient.js'
import type { Registry } from '../context/registry.js'
import { type Applied, applyBatch, nextBatchToApply } from './apply-batch.js'
import { endSilentBatches } from './end-silent-batches.js'

/**
 * Applies the delivery that is next, in one transaction; `nothing` where none waits or another process was quicker. One that
 * cannot be applied for a reason that will not pass is failed, so that it keeps no other waiting, and the error is thrown.
 */
export async function applyNextBatch(registry: Registry): Promise<Applied> {
  await endSilentBatches(registry)
  const batchId = await nextBatchToApply(registry.database.conn)
  if (batchId === undefined) return 'nothing'
  try {
    return await inTransaction(registry.database, (tx) => applyBatch(tx, registry, batchId))
  } catch (error) {
    if (!isTransient(error)) await failAsInapplicable(registry, batchId)
    throw error
  }
}

function failAsInapplicable({ database, now }: Registry, id: string): Promise<void> {
  const refusal = { code: 'DELIVERY_NOT_APPLIED', detail: 'The service failed over the delivery; its rows are kept.' }
  const at = now()
  return inTransaction(database, async (tx) => {
    if (!(await endWithoutEffect(tx, id, { state: 'failed', refusal, at }))) return
    const content = { code: refusal.code }
    await appendAudit(tx, { actor: 'padan', action: 'batch.failed', subjectKind: 'batch', subjectId: id, content }, at)
  })
}
