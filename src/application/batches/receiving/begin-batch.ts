import { randomUUID } from 'node:crypto'
import {
  type BatchMode,
  insertBatch,
  listUnfinishedBatches,
  lockSource,
  nextVersion,
} from '../../../storage/batches/batches.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import { type Refusal, refuse } from '../../context/refusals.js'
import type { Registry } from '../../context/registry.js'
import { failAsGone, SILENCE_MS } from './end-silent-batches.js'
import { roomForRejections } from './rejection-room.js'
import type { OpenBatch } from './source-row.js'

/**
 * Begins a batch of a source, under the source's lock. Refuses with SOURCE_BUSY while another batch is being received,
 * unless its sender has been silent for a minute: then that batch is failed.
 */
export function beginBatch(
  registry: Registry,
  { source, mode, sentBy, id }: { source: string; mode: BatchMode; sentBy: string; id?: string },
): Promise<OpenBatch | Refusal> {
  return inTransaction(registry.database, async (tx) => {
    await lockSource(tx, source)
    const startedAt = registry.now()
    if (await isBusy(tx, source, startedAt))
      return refuse('SOURCE_BUSY', 'Another batch of the source is being received. Send this one when it has ended.')
    const batchId = id ?? randomUUID()
    const version = await nextVersion(tx)
    await insertBatch(tx, { id: batchId, version, source, mode, state: 'receiving', sentBy, startedAt })
    const rejectionRoom = await roomForRejections(tx, source, registry.rejectionsPerSource)
    return { batchId, version, source, keySecret: registry.secret.toString('hex'), startedAt, rejectionRoom }
  })
}

async function isBusy(tx: Tx, source: string, at: Date): Promise<boolean> {
  for (const batch of await listUnfinishedBatches(tx)) {
    if (batch.source !== source || batch.state !== 'receiving') continue
    if (at.getTime() - batch.heardAt.getTime() < SILENCE_MS) return true
    await failAsGone(tx, batch.id, at)
  }
  return false
}
