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

/** The result of a rebuild. */
export interface Rebuilt {
  readonly totals: RegistryTotals
  /** Pending records, which the rebuild leaves out. */
  readonly waiting: number
  readonly differences: Differences
}

/** The differences between the two registries. */
export interface Differences {
  readonly count: number
  /** By kind and part, such as `person.golden`. */
  readonly byPart: Readonly<Record<string, PartDifferences>>
}

export interface PartDifferences {
  readonly count: number
  readonly firstRecordIds: readonly string[]
}

const RECORDS_PER_PASS = 20_000
const MOST_SHOWN = 5

/**
 * Rebuilds the registry from the received records, the judgements and the model in temporary tables, and compares it with the
 * live one. Changes nothing, and does not see changes that are committed meanwhile.
 */
export function rebuildRegistry(registry: Registry, { recordsPerPass = RECORDS_PER_PASS } = {}): Promise<Rebuilt> {
  return inTransaction(registry.database, async (tx) => {
    const { live, scratch } = await openScratch(tx)
    const waiting = await countPending(live)
    await linkAll(scratch, registry, recordsPerPass)
    const differences = await tally(compareSnapshots(registrySnapshot(live), registrySnapshot(scratch)))
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
    const differences = (byPart[`${kind}.${part}`] ??= { count: 0, firstRecordIds: [] })
    count += 1
    differences.count += 1
    if (differences.firstRecordIds.length < MOST_SHOWN && kind !== 'totals') differences.firstRecordIds.push(recordId)
  }
  return { count, byPart }
}
