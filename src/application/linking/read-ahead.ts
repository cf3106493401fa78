import { MOST_RECORDS_OF_A_KEY } from '../../domain/linkage/stop-repeated-values.js'
import { findCrowdedKeys, type KeyHolder } from '../../storage/block-keys.js'
import type { LiveRecord } from '../../storage/live-records.js'
import { FeatureRows } from './feature-rows.js'
import type { LinkingContext } from './linking-context.js'
import type { PassReads } from './pass-reads.js'
import type { Workspace } from './workspace.js'

/** More changes are no matter of round trips, and of what is read ahead for them more would not be needed. */
const FEW_CHANGES = 32
const NONE: ReadonlySet<number> = new Set()

/**
 * Reads what the pass over a few changes will most likely need in some eight steps, each of several questions at once, where
 * the pass itself would ask some fifteen, one after the other. What it reads in vain does no harm, what it misses is read later.
 */
export async function readAhead(reads: PassReads, workspace: Workspace, context: LinkingContext): Promise<void> {
  if (workspace.before.size > FEW_CHANGES) return
  const ahead = { reads, workspace, context }
  const former = [...workspace.before.values()].flatMap((before) => before ?? [])
  const changed = [...workspace.before.keys()].flatMap((id) => workspace.records.get(id) ?? [])
  const near = await holdersOf(ahead, keysOf([...changed, ...former], ahead))
  const families = new Set([...changed, ...former].flatMap((record) => workspace.familyKeys(record)))
  const relatives = near.filter((record) => workspace.familyKeys(record).some((key) => families.has(key)))
  await Promise.all([
    // The families of the changed are compared anew as well, with all who share a key with them.
    holdersOf(
      ahead,
      [...relatives, ...former].flatMap(({ blockKeys }) => blockKeys),
    ),
    companyOf(ahead, [...near, ...changed, ...former]),
  ])
}

/** The persons of these records and of all who stand beside them in a list, with what decides where they live. */
async function companyOf({ reads, workspace }: Ahead, records: readonly LiveRecord[]): Promise<void> {
  await workspace.loadFamilies(records)
  const members = new Set(records.flatMap((record) => workspace.familyOf(record)))
  const company = [...members].flatMap((id) => workspace.records.get(id) ?? [])
  const persons = await reads.persons([...records, ...company].flatMap(({ personId }) => personId ?? []))
  const ids = persons.flatMap(({ recordIds }) => recordIds)
  await Promise.all([
    workspace.load(ids),
    reads.households(persons.flatMap(({ householdId }) => householdId ?? [])),
    reads.householdKeyHolders(persons.flatMap(({ placement }) => placement?.key ?? [])),
    reads.openConflictsOf(persons.map(({ id }) => id)),
  ])
  await workspace.loadFamilies(ids.flatMap((id) => workspace.records.get(id) ?? []))
}

interface Ahead {
  readonly reads: PassReads
  readonly workspace: Workspace
  readonly context: LinkingContext
}

/** The records that hold one of the keys, loaded with their edges. */
async function holdersOf({ reads, workspace, context }: Ahead, keys: readonly number[]): Promise<LiveRecord[]> {
  const crowded = context.lacks?.crowds === true ? NONE : await findCrowdedKeys(reads.conn, keys)
  const ids = idsOfFew(await reads.keyHolders(keys.filter((key) => !crowded.has(key))))
  await Promise.all([workspace.load(ids), reads.edgesOf([...ids, ...workspace.before.keys()])])
  return [...new Set(ids)].flatMap((id) => workspace.records.get(id) ?? [])
}

function keysOf(records: readonly LiveRecord[], { workspace, context }: Ahead): number[] {
  const rows = new FeatureRows(context.model)
  rows.append(records)
  return [...records.flatMap((record) => workspace.familyKeys(record)), ...rows.blockKeys(workspace.crowds).flat()]
}

/** Who holds a key that is no crowd's: a filler in place of a KK makes thousands one family, and none. */
function idsOfFew(holders: readonly KeyHolder[]): string[] {
  const counts = new Map<number, number>()
  for (const { key } of holders) counts.set(key, (counts.get(key) ?? 0) + 1)
  const few = holders.filter(({ key }) => (counts.get(key) ?? 0) <= MOST_RECORDS_OF_A_KEY)
  return few.map(({ recordId }) => recordId)
}
