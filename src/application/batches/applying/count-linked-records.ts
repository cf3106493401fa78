import { addLinked, type LinkedShare } from '../../../storage/batches/batches.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { insertEvents } from '../../../storage/access/events.js'
import type { PendingRecord } from '../../../storage/linkage/pending-records.js'

export type { LinkedShare } from '../../../storage/batches/batches.js'

/** Adds the results of a linking pass to the counts of its batches. A batch without pending rows is completed. */
export async function countLinkedRecords(tx: Tx, shares: readonly LinkedShare[], at: Date): Promise<void> {
  // In a fixed order, so that no two transactions wait for each other's batches.
  const inOrder = [...shares].sort((a, b) => (a.batchId < b.batchId ? -1 : 1))
  const isCompleted = await Promise.all(inOrder.map((share) => addLinked(tx, share, at)))
  const completed = inOrder.filter((_, place) => isCompleted[place])
  await insertEvents(
    tx,
    completed.map(({ batchId }) => ({ kind: 'batch.completed', subjectId: batchId })),
  )
}

/** Counts the pending records of a pass by batch. The shares have no created persons and opened conflicts yet. */
export function countByBatch(taken: readonly PendingRecord[]): Map<string, LinkedShare> {
  const shares = new Map<string, LinkedShare>()
  for (const { batchId, kind } of taken) {
    if (batchId === undefined) continue
    const share = shares.get(batchId) ?? { batchId, taken: 0, linked: 0, personsCreated: 0, conflictsOpened: 0 }
    const linked = share.linked + (kind === 'withdrawal' ? 0 : 1)
    shares.set(batchId, { ...share, taken: share.taken + 1, linked })
  }
  return shares
}
