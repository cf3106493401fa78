import { inTransaction } from '../../storage/connection.js'
import type { Registry } from '../registry.js'
import { type Applied, applyBatch, nextBatchToApply } from './apply-batch.js'
import { endSilentBatches } from './end-silent-batches.js'

/** Applies the delivery that is next, in one transaction; `nothing` where none waits or another process was quicker. */
export async function applyNextBatch(registry: Registry): Promise<Applied> {
  await endSilentBatches(registry)
  const batchId = await nextBatchToApply(registry.database.conn)
  if (batchId === undefined) return 'nothing'
  return inTransaction(registry.database, (tx) => applyBatch(tx, registry, batchId))
}
