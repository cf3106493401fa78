import { inTransaction, type Tx } from '../../storage/connection.js'
import { beginLinkingPass } from '../../storage/linking-settings.js'
import {
  areNext,
  nextPendingKeys,
  type PendingKey,
  type PendingRecord,
  takeKeys,
} from '../../storage/pending-records.js'
import { forgetSetAside } from '../../storage/set-aside-records.js'
import { accountLinked, type LinkedShare, sharesOf } from '../batches/account-linked.js'
import type { Registry } from '../registry.js'
import { linkChanges } from './link-changes.js'
import type { LinkingOutcome } from './linking-outcome.js'
import type { LinkingContext } from './linking-context.js'
import type { PassAhead, Prepared } from './pass-ahead.js'
import type { RunPass } from './pass-log.js'
import type { ContextReader } from './read-context.js'

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
  { reader, limit, ahead }: { reader: ContextReader; limit: number; ahead: PassAhead },
): Promise<PendingPass> {
  const link = async (tx: Tx): Promise<PendingPass> => {
    const number = await beginLinkingPass(tx)
    const pass = ahead.log.begin(number)
    const prepared = await ahead.take(number)
    const keys = await keysToTake(tx, limit, prepared)
    const taken = await takeKeys(tx, keys, prepared?.said)
    const after = keys.at(-1)
    if (after === undefined) return { taken: 0, comparedPairs: 0 }
    const context = await reader.read(tx)
    ahead.begin({ after, limit, model: context.model })
    return linkTaken(tx, taken, { registry, context, pass, prepared })
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

/** Links records that were taken from those that wait, within a pass. */
export async function linkTaken(
  tx: Tx,
  taken: readonly PendingRecord[],
  { registry, context, pass, prepared }: Taking,
): Promise<PendingPass> {
  const outcome = await linkChanges(tx, taken, context, {
    lookups: registry.database.lookups,
    prepared,
    onTraces: (traces) => {
      if (pass !== undefined) pass.traces = traces
    },
  })
  await forgetSetAside(tx, taken)
  await accountLinked(tx, shareOutcome(taken, outcome), context.now)
  return { taken: taken.length, comparedPairs: outcome.comparedPairs }
}

/** What came of each delivery: a new person or conflict is counted for the first of its records that was delivered now. */
function shareOutcome(taken: readonly PendingRecord[], outcome: LinkingOutcome): LinkedShare[] {
  const shares = sharesOf(taken)
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
