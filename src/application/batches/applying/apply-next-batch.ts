import { appendAudit } from '../../../storage/access/audit.js'
import { endWithoutEffect } from '../../../storage/batches/batches.js'
import { NOT_APPLIED } from '../../../storage/batches/not-applied.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import { isTransient } from '../../context/is-transient.js'
import type { Registry } from '../../context/registry.js'
import { type ApplyResult, applyBatch, nextBatchToApply } from './apply-batch.js'
import { endSilentBatches } from '../receiving/end-silent-batches.js'

/**
 * Applies the next batch, in one transaction. Returns `nothing` where none waits or another process applied it. A batch
 * that cannot be applied for another reason than the state of the server is failed, so that it does not block later ones, and is
 * tried again later; `onFailed` is told of it, and the error is thrown.
 */
export async function applyNextBatch(registry: Registry, onFailed: (batchId: string) => void): Promise<ApplyResult> {
  await endSilentBatches(registry)
  const batchId = await nextBatchToApply(registry.database.conn)
  if (batchId === undefined) return 'nothing'
  try {
    return await inTransaction(registry.database, (tx) => applyBatch(tx, registry, batchId))
  } catch (error) {
    if (!isTransient(error)) {
      await failAsInapplicable(registry, batchId)
      onFailed(batchId)
    }
    throw error
  }
}

function failAsInapplicable({ database, now }: Registry, id: string): Promise<void> {
  const refusal = {
    code: NOT_APPLIED,
    detail: 'The service could not apply the batch yet. Its rows are kept, and it tries again.',
  }
  const at = now()
  return inTransaction(database, async (tx) => {
    if (!(await endWithoutEffect(tx, id, { state: 'failed', refusal, at }))) return
    const content = { code: refusal.code }
    await appendAudit(tx, { actor: 'padan', action: 'batch.failed', subjectKind: 'batch', subjectId: id, content }, at)
  })
}
