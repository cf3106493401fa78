import type { Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { beginLinkingPass } from '../../storage/linkage/linking-settings.js'
import {
  areNext,
  nextPendingKeys,
  type PendingKey,
  type PendingRecord,
  readLatest,
  removePending,
} from '../../storage/linkage/pending-records.js'
import { forgetSetAside } from '../../storage/linkage/set-aside-records.js'
import { countLinkedRecords, type LinkedShare, countByBatch } from '../batches/applying/count-linked-records.js'
import type { Registry } from '../context/registry.js'
import { linkChanges } from './link-changes.js'
import type { LinkingOutcome } from './changes/linking-outcome.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import type { NextPassPrefetch, Prepared } from './scheduling/next-pass-prefetch.js'
import type { RunPass } from './scheduling/pass-log.js'
import type { ContextReader } from '../active-model/read-context.js'
import { WriteQueue } from './scheduling/write-queue.js'

/** What a pass over waiting records came to. */
export interface PendingPass {
  readonly taken: number
  readonly comparedPairs: number
}

/**
 * Links the next of the records that wait, in one transaction: about `limit` of them. What a crash interrupts waits on,
 * and no effect is repeated.
 */
export function linkPending(
  registry: Registry,
  { reader, limit, ahead }: { reader: ContextReader; limit: number; ahead: NextPassPrefetch },
): Promise<PendingPass> {
  const link = async (tx: Tx): Promise<PendingPass> => {
    const number = await beginLinkingPass(tx)
    const pass = ahead.log.begin(number)
    const prepared = await ahead.take(number)
    const [keys, context] = await Promise.all([keysToTake(tx, limit, prepared), reader.read(tx)])
    const after = keys.at(-1)
    if (after === undefined) return { taken: 0, comparedPairs: 0 }
    ahead.begin({ after, limit, model: context.model })
    return linkKeys(tx, keys, { registry, context, pass, prepared })
  }
  return ahead.log.noting(() => inTransaction(registry.database, link))
}

/** What was foreseen holds only where no pass came between: another one may have taken some of the prepared keys. */
async function keysToTake(tx: Tx, limit: number, prepared: Prepared | undefined): Promise<readonly PendingKey[]> {
  const isForeseen = prepared?.foreseen !== undefined && prepared.limit === limit
  if (isForeseen && (await areNext(tx, prepared.keys))) return prepared.keys
  return nextPendingKeys(tx, { limit })
}

interface Taking {
  readonly registry: Registry
  readonly context: LinkingContext
  /** The pass of this process that runs. */
  readonly pass?: RunPass
  readonly prepared?: Prepared | undefined
}

/** Takes these of the records that wait and links them, within a pass. */
export async function linkKeys(
  tx: Tx,
  keys: readonly PendingKey[],
  { registry, context, pass, prepared }: Taking,
): Promise<PendingPass> {
  const taken = await readLatest(tx, keys, prepared?.said)
  const writes = new WriteQueue()
  try {
    // Nothing of the pass waits for these: their 15 ms of a pass over 6,000 were a wait of Node's.
    writes.add(removePending(tx, keys))
    if (context.lacks?.setAside !== true) writes.add(forgetSetAside(tx, taken))
    const outcome = await linkChanges(tx, taken, context, {
      lookups: registry.database.lookups,
      prepared,
      onTraces: (traces) => {
        if (pass !== undefined) pass.traces = traces
      },
    })
    writes.add(countLinkedRecords(tx, shareOutcome(taken, outcome), context.now))
    await writes.done()
    return { taken: taken.length, comparedPairs: outcome.comparedPairs }
  } catch (error) {
    // Of several failures the first one tells why.
    await writes.done()
    throw error
  } finally {
    await writes.settled()
  }
}

/** What came of each delivery: a new person or conflict is counted for the first of its records that was delivered now. */
function shareOutcome(taken: readonly PendingRecord[], outcome: LinkingOutcome): LinkedShare[] {
  const shares = countByBatch(taken)
  const batchOf = new Map(taken.map(({ id, batchId }) => [id, batchId]))
  const count = (field: 'personsCreated' | 'conflictsOpened', recordIds: readonly string[]): void => {
    const batchId = recordIds.map((id) => batchOf.get(id)).find((id) => id !== undefined)
    const share = batchId === undefined ? undefined : shares.get(batchId)
    if (share !== undefined) shares.set(share.batchId, { ...share, [field]: share[field] + 1 })
  }
  for (const { recordIds } of outcome.createdPersons) count('personsCreated', recordIds)
  for (const { recordIds } of outcome.openedConflicts) count('conflictsOpened', recordIds)
  return [...shares.values()]
}
