import { findBatch } from '../../storage/batches/batches.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { listRejections, type Rejection } from '../../storage/batches/rejections.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** A page of rejections; `next` is the last row of the page, undefined on the last page. */
export interface RejectionPage {
  readonly items: readonly Rejection[]
  readonly next: number | undefined
}

/** Returns the rejected rows of a batch after a row, in row order; refuses with BATCH_UNKNOWN. */
export async function listBatchRejections(
  conn: Conn,
  id: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<RejectionPage | Refusal> {
  if ((await findBatch(conn, id)) === undefined) return refuse('BATCH_UNKNOWN', 'There is no such batch.')
  const items = await listRejections(conn, id, { after, limit })
  return { items, next: items.length < limit ? undefined : items.at(-1)?.row }
}
