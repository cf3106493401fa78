import { listUnfinishedBatches } from '../../../storage/batches/batches.js'
import type { Registry } from '../../context/registry.js'

/** Linking does not wait for a batch that has received nothing for this long. */
const ACTIVE_MS = 20_000
/** An applied batch is linked after this time even while others are being received. */
const LONGEST_WAIT_MS = 60_000

/**
 * Whether linking should wait for batches that are being received, so that each person and household is built once. Seven
 * sources of 50 thousand records linked together needed 19 thousand golden values, linked one after another 50 thousand.
 */
export async function shouldWaitForBatches(registry: Registry): Promise<boolean> {
  const unfinished = await listUnfinishedBatches(registry.database.conn)
  const now = registry.now().getTime()
  const isReceiving = unfinished.some(
    ({ state, heardAt }) => state === 'receiving' && now - heardAt.getTime() < ACTIVE_MS,
  )
  const waits = unfinished.flatMap(({ appliedAt }) => (appliedAt === undefined ? [] : [now - appliedAt.getTime()]))
  return isReceiving && Math.max(0, ...waits) < LONGEST_WAIT_MS
}
