import { addLinked, type LinkedShare } from '../../storage/batches/batches.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { insertEvents } from '../../storage/access/events.js'
import type { PendingRecord } from '../../storage/linkage/pending-records.js'

export type { LinkedShare } from '../../storage/batches/batches.js'

/** Adds what a linking pass did to the counts of its deliveries; one without rows that wait is completed, and told so. */
export async function accountLinked(tx: Tx, shares: readonly LinkedShare[], at: Date): Promise<void> {
  // In one order, so that no two transactions wait for each other's deliveries.
  const inOrder = [...shares].sort((a, b) => (a.batchId < b.batchId ? -1 : 1))
  const isCompleted = await Promise.all(inOrder.map((share) => addLinked(tx, share, at)))
  const completed = inOrder.filter((_, place) => isCompleted[place])
  await insertEvents(
    tx,
    completed.map(({ batchId }) => ({ kind: 'batch.completed', subjectId: batchId })),
  )
}

/** The share of each delivery in what a pass took, with nothing counted yet of what came of it. */
export function sharesOf(taken: readonly PendingRecord[]): Map<string, LinkedShare> {
  const shares = new Map<string, LinkedShare>()
  for (const { batchId, kind } of taken) {
    if (batchId === undefined) continue
    const share = shares.get(batchId) ?? { batchId, taken: 0, linked: 0, personsCreated: 0, conflictsOpened: 0 }
    const linked = share.linked + (kind === 'withdrawal' ? 0 : 1)
    shares.set(batchId, { ...share, taken: share.taken + 1, linked })
  }
  return shares
}
