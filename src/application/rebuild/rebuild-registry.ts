import type { Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { takePending } from '../../storage/linkage/pending-records.js'
import {
  countPending,
  openScratch,
  queueLiveSources,
  readTotals,
  type RegistryTotals,
} from '../../storage/postgres/scratch-registry.js'
import { savePass } from '../linkage/changes/save-pass.js'
import { runPlainPass } from '../linkage/run-plain-pass.js'
import { ContextReader } from '../active-model/read-context.js'
import type { Registry } from '../context/registry.js'
import { compareSnapshots, type Difference } from './compare-snapshots.js'
import { registrySnapshot } from './registry-snapshot.js'

/** What a rebuild came to. */
export interface Rebuilt {
  /** What the rebuilt registry holds. */
  readonly totals: RegistryTotals
  /** Records that waited to be linked and were left out. */
  readonly waiting: number
  readonly differences: Differences
}

/** How often what was found to differ, by kind and part, and the first of each. */
export interface Differences {
  readonly count: number
  readonly byPart: Readonly<Record<string, PartDifferences>>
}

export interface PartDifferences {
  readonly count: number
  readonly firstRecordIds: readonly string[]
}

const RECORDS_PER_PASS = 20_000
const MOST_SHOWN = 5

/**
 * Builds the registry anew from what was received, the judgements and the model, beside the one that stands, and compares the
 * two. Changes nothing, and sees nothing that others change meanwhile; what it builds is gone when it answers.
 */
export function rebuildRegistry(registry: Registry, { recordsPerPass = RECORDS_PER_PASS } = {}): Promise<Rebuilt> {
  return inTransaction(registry.database, async (tx) => {
    const { standing, scratch } = await openScratch(tx)
    const waiting = await countPending(standing)
    await linkAll(scratch, registry, recordsPerPass)
    const differences = await tally(compareSnapshots(registrySnapshot(standing), registrySnapshot(scratch)))
    return { totals: await readTotals(scratch), waiting, differences }
  })
}

async function linkAll(tx: Tx, registry: Registry, recordsPerPass: number): Promise<void> {
  await queueLiveSources(tx)
  const reader = new ContextReader(registry)
  for (;;) {
    const taken = await takePending(tx, recordsPerPass)
    if (taken.length === 0) return
    await savePass(tx, await runPlainPass(tx, taken, await reader.read(tx)))
  }
}

async function tally(found: AsyncIterable<Difference>): Promise<Differences> {
  const byPart: Record<string, { count: number; firstRecordIds: string[] }> = {}
  let count = 0
  for await (const { kind, part, recordId } of found) {
    const known = (byPart[`${kind}.${part}`] ??= { count: 0, firstRecordIds: [] })
    count += 1
    known.count += 1
    if (known.firstRecordIds.length < MOST_SHOWN && kind !== 'totals') known.firstRecordIds.push(recordId)
  }
  return { count, byPart }
}
