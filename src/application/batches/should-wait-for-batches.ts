import { listUnfinishedBatches } from '../../storage/batches/batches.js'
import type { Registry } from '../context/registry.js'

/** A delivery that has not been heard of for so long is not waited for. */
const LIVELY_MS = 20_000
/** However long others are being received, what was applied is linked after this time. */
const LONGEST_WAIT_MS = 60_000

/**
 * Whether linking does well to wait for deliveries that are just being received. Seven lists of 50 thousand records linked
 * in one sweep through the villages had 19 thousand golden values worked out, one list after the other 50 thousand: each
 * person and household is put together once.
 */
export async function shouldWaitForBatches(registry: Registry): Promise<boolean> {
  const unfinished = await listUnfinishedBatches(registry.database.conn)
  const now = registry.now().getTime()
  const isReceiving = unfinished.some(
    ({ state, heardAt }) => state === 'receiving' && now - heardAt.getTime() < LIVELY_MS,
  )
  const waits = unfinished.flatMap(({ appliedAt }) => (appliedAt === undefined ? [] : [now - appliedAt.getTime()]))
  return isReceiving && Math.max(0, ...waits) < LONGEST_WAIT_MS
}
