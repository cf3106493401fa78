import { hasRole, maySendSource, type Rights } from '../../application/access/rights.js'
import { getBatch } from '../../application/batches/get-batch.js'
import type { BatchView } from '../../application/batches/batch-view.js'
import { isRefusal, type Refusal, refuse } from '../../application/context/refusals.js'
import type { Context } from '../context/context.js'

/** A batch that the caller may read: a producer reads those of its own sources. Refuses with BATCH_UNKNOWN. */
export async function knownBatch(context: Context, id: string, rights: Rights): Promise<BatchView | Refusal> {
  return knownTo(rights, await getBatch(context.registry.database.conn, id))
}

/** The same of a batch that was looked up. */
export function knownTo(rights: Rights, batch: BatchView | Refusal): BatchView | Refusal {
  if (isRefusal(batch) || hasRole(rights, ['reader', 'steward']) || maySendSource(rights, batch.source)) return batch
  return refuse('BATCH_UNKNOWN', 'There is no such batch.')
}

/**
 * A batch that the caller may change: as a producer of its source, or as an admin. Refuses with BATCH_UNKNOWN. For routes that
 * refuse keys of an area, since the batch may hold records outside of it.
 */
export async function ownBatch(context: Context, id: string, rights: Rights): Promise<BatchView | Refusal> {
  const batch = await getBatch(context.registry.database.conn, id)
  if (isRefusal(batch)) return batch
  if (maySendSource(rights, batch.source)) return batch
  return refuse('BATCH_UNKNOWN', 'There is no such batch.')
}
