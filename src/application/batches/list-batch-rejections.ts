import { findBatch } from '../../storage/batches/batches.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { listRejections, type Rejection } from '../../storage/batches/rejections.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** A page of rejections, and the row behind which the next page begins where there may be one. */
export interface RejectionPage {
  readonly items: readonly Rejection[]
  readonly next: number | undefined
}

/** The rejected rows of a delivery behind a row, in their order; refuses with BATCH_UNKNOWN. */
export async function listBatchRejections(
  conn: Conn,
  id: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<RejectionPage | Refusal> {
  if ((await findBatch(conn, id)) === undefined) return refuse('BATCH_UNKNOWN', 'There is no such delivery.')
  const items = await listRejections(conn, id, { after, limit })
  return { items, next: items.length < limit ? undefined : items.at(-1)?.row }
}
