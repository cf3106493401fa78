import { findBatch } from '../../storage/batches/batches.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { type BatchView, viewOf } from './batch-view.js'

/** Returns a batch with its state and counts; refuses with BATCH_UNKNOWN. */
export async function getBatch(conn: Conn, id: string): Promise<BatchView | Refusal> {
  const batch = await findBatch(conn, id)
  return batch === undefined ? refuse('BATCH_UNKNOWN', 'There is no such batch.') : viewOf(batch)
}
