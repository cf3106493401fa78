import { countStoredRejections, dropOldRejections } from '../../../storage/batches/rejections.js'
import type { Tx } from '../../../storage/postgres/connection.js'

/** The rejections of a batch that are listed with their reasons: more show a mistake of the whole file. */
const MOST_LISTED = 10_000

/**
 * Returns how many rejections of a new batch of a source may be listed. Where its batches have as many as a source may have,
 * those of the oldest are dropped.
 */
export async function roomForRejections(tx: Tx, source: string, quota: number): Promise<number> {
  const wanted = Math.min(MOST_LISTED, quota)
  const stored = await countStoredRejections(tx, source)
  if (stored + wanted <= quota) return wanted
  await dropOldRejections(tx, source, quota - wanted)
  return Math.max(0, Math.min(wanted, quota - (await countStoredRejections(tx, source))))
}
