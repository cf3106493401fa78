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
import type { Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import type { ContextReader } from '../active-model/read-context.js'
import { countLinkedRecords, type LinkedShare, countByBatch } from '../batches/applying/count-linked-records.js'
import type { Registry } from '../context/registry.js'
import type { LinkingOutcome } from './changes/linking-outcome.js'
import { runOverlappedPass } from './run-overlapped-pass.js'
import { CachedView } from './scheduling/cached-view.js'
import { type NextPassPrefetch, type PreparedPass, rowsFor } from './scheduling/next-pass-prefetch.js'
import type { PassLogEntry } from './scheduling/pass-log.js'
import { PrefetchedView } from './scheduling/prefetched-view.js'
import { WriteQueue } from './scheduling/write-queue.js'
import { newPass } from './state/pass.js'
import type { RegistryView } from './state/registry-view.js'

/** What a pass over pending records did. */
export interface PendingPass {
  readonly taken: number
  readonly comparedPairs: number
}

/**
 * Links the next pending records in one transaction: about `limit` of them. After a crash they are still pending, and no
 * effect is repeated.
 */
export function linkPending(
  registry: Registry,
  { reader, limit, prefetch }: { reader: ContextReader; limit: number; prefetch: NextPassPrefetch },
): Promise<PendingPass> {
  const link = async (tx: Tx): Promise<PendingPass> => {
    const number = await beginLinkingPass(tx)
    const entry = prefetch.log.begin(number)
    const prepared = await prefetch.take(number)
    const [keys, context] = await Promise.all([keysToTake(tx, limit, prepared), reader.read(tx)])
    const after = keys.at(-1)
    if (after === undefined) return { taken: 0, comparedPairs: 0 }
    prefetch.begin({ after, limit, model: context.model })
    return linkKeys(tx, keys, { registry, context, entry, prepared })
  }
  return prefetch.log.during(() => inTransaction(registry.database, link))
}

/** The prepared keys only hold without a pass in between: another one may have taken some of them. */
async function keysToTake(tx: Tx, limit: number, prepared: PreparedPass | undefined): Promise<readonly PendingKey[]> {
  const isNext = prepared?.prefetched !== undefined && prepared.limit === limit
  if (isNext && (await areNext(tx, prepared.keys))) return prepared.keys
  return nextPendingKeys(tx, { limit })
}

interface PendingLink {
  readonly registry: Registry
  readonly context: LinkingContext
  readonly entry?: PassLogEntry
  readonly prepared?: PreparedPass | undefined
}

/** Takes these pending records and links them, within a pass. */
export async function linkKeys(
  tx: Tx,
  keys: readonly PendingKey[],
  { registry, context, entry, prepared }: PendingLink,
): Promise<PendingPass> {
  const changes = await readLatest(tx, keys, prepared?.said)
  const writes = new WriteQueue()
  try {
    // No step waits for these: in a pass over 6,000 waiting took 15 ms.
    writes.add(removePending(tx, keys))
    if (context.lacks?.setAside !== true) writes.add(forgetSetAside(tx, changes))
    const view = viewFor(registry, context, prepared)
    const pass = newPass({ changes, context, view, rows: rowsFor(context.model, prepared) })
    const outcome = await runOverlappedPass(pass, { tx, entry })
    writes.add(countLinkedRecords(tx, shareOutcome(changes, outcome), context.now))
    await writes.done()
    return { taken: changes.length, comparedPairs: outcome.comparedPairs }
  } catch (error) {
    // Of several failures the first one is the cause.
    await writes.done()
    throw error
  } finally {
    await writes.settled()
  }
}

function viewFor(
  { database: { lookups } }: Registry,
  { lacks }: LinkingContext,
  prepared: PreparedPass | undefined,
): RegistryView {
  const prefetched = prepared?.prefetched
  return prefetched === undefined ? new CachedView(lookups, lacks) : new PrefetchedView(lookups, prefetched, lacks)
}

/** The share of each batch; a new person or conflict counts for the batch of the first of its records in this pass. */
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
