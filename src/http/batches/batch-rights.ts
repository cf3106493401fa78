import { hasRole, maySendSource, type Rights } from '../../application/access/rights.js'
import { getBatch } from '../../application/batches/get-batch.js'
import type { BatchView } from '../../application/batches/batch-view.js'
import { isRefusal, type Refusal, refuse } from '../../application/context/refusals.js'
import type { Context } from '../context/context.js'
import { HttpProblem } from '../contract/problem.js'

/** A delivery that the caller may know of: a producer those of its own sources. Refuses with BATCH_UNKNOWN. */
export async function knownBatch(context: Context, id: string, rights: Rights): Promise<BatchView | Refusal> {
  const batch = await getBatch(context.registry.database.conn, id)
  if (isRefusal(batch) || hasRole(rights, ['reader', 'steward']) || maySendSource(rights, batch.source)) return batch
  return refuse('BATCH_UNKNOWN', 'There is no such delivery.')
}

/** Likewise one that the caller may do something about: a producer of its source, or an admin, of no area alone. */
export async function ownBatch(context: Context, id: string, rights: Rights): Promise<BatchView | Refusal> {
  const batch = await getBatch(context.registry.database.conn, id)
  if (isRefusal(batch)) return batch
  if (maySendSource(rights, batch.source)) {
    if (rights.areaPrefix === undefined) return batch
    throw new HttpProblem('RIGHTS_MISSING', 'The delivery may reach beyond the area of the key.')
  }
  return refuse('BATCH_UNKNOWN', 'There is no such delivery.')
}
