import { MOST_RECORDS_OF_A_KEY } from '../../domain/linkage/stop-repeated-values.js'
import type { Model } from '../../domain/linkage/model.js'
import type { KeyHolder } from '../../storage/block-keys.js'
import type { LiveRecord } from '../../storage/live-records.js'
import { FeatureRows } from './feature-rows.js'
import type { PassReads } from './pass-reads.js'
import type { PreparedRows } from './prepared-rows.js'
import type { Workspace } from './workspace.js'

/** More changes are no matter of round trips, and of what is read ahead for them more would not be needed. */
const FEW_CHANGES = 32

/** What was read ahead of a pass, beside what is in its workspace now. */
export interface ReadAhead {
  /** The rows of the changed records. */
  readonly prepared: PreparedRows
  /** Settles, and never fails, when it is read as well what decides where the relatives live. */
  readonly homes: Promise<unknown>
}

/**
 * Reads what the pass over a few changes will most likely need, several things at once, where the pass itself would ask one
 * after the other: who shares a key with the changed, and, while these are compared, where their relatives live. What it reads
 * in vain does no harm, what it misses is read later.
 */
export async function readAhead(
  reads: PassReads,
  workspace: Workspace,
  { model, prepared: given }: { model: Model; prepared: PreparedRows | undefined },
): Promise<ReadAhead | undefined> {
  if (workspace.before.size > FEW_CHANGES) return undefined
  const former = [...workspace.before.values()].flatMap((before) => before ?? [])
  const changed = [...workspace.before.keys()].flatMap((id) => workspace.records.get(id) ?? [])
  const prepared = given ?? rowsOf(changed, model)
  const keys = [...changed, ...former].flatMap((record) => workspace.familyKeys(record))
  const families = new Set(keys)
  keys.push(...former.flatMap(({ blockKeys }) => blockKeys), ...prepared.rows.blockKeys(workspace.crowds).flat())
  const crowded = await reads.crowdedKeys(keys)
  const holders = idsOfFew(await reads.keyHolders(keys.filter((key) => !crowded.has(key))))
  await workspace.load(holders)
  const near = [...new Set(holders)].flatMap((id) => workspace.records.get(id) ?? [])
  const relatives = near.filter((record) => workspace.familyKeys(record).some((key) => families.has(key)))
  const homes = Promise.all([
    homesOf(reads, workspace, [...relatives, ...former]),
    reads.edgesOf([...near, ...former].map(({ id }) => id)),
  ])
  // What could not be read the pass will ask for itself.
  return { prepared, homes: homes.catch(() => undefined) }
}

function rowsOf(records: readonly LiveRecord[], model: Model): PreparedRows {
  const persons = records.filter(({ subject }) => subject === 'person')
  const rows = new FeatureRows(model)
  rows.append(persons)
  return { model, records: persons.map(({ record }) => record), rows }
}

/** The persons of these records and of all who stand beside them in a list, with what decides where they live. */
async function homesOf(reads: PassReads, workspace: Workspace, records: readonly LiveRecord[]): Promise<void> {
  const persons = await reads.persons(records.flatMap(({ personId }) => personId ?? []))
  const ids = persons.flatMap(({ recordIds }) => recordIds)
  await Promise.all([
    workspace.load(ids),
    reads.households(persons.flatMap(({ householdId }) => householdId ?? [])),
    reads.householdKeyHolders(persons.flatMap(({ placement }) => placement?.key ?? [])),
    reads.openConflictsOf(persons.map(({ id }) => id)),
  ])
  const company = await workspace.loadFamilies(ids.flatMap((id) => workspace.records.get(id) ?? []))
  await reads.persons(company.flatMap((id) => workspace.records.get(id)?.personId ?? []))
}

/** Who holds a key that is no crowd's: a filler in place of a KK makes thousands one family, and none. */
function idsOfFew(holders: readonly KeyHolder[]): string[] {
  const counts = new Map<number, number>()
  for (const { key } of holders) counts.set(key, (counts.get(key) ?? 0) + 1)
  const few = holders.filter(({ key }) => (counts.get(key) ?? 0) <= MOST_RECORDS_OF_A_KEY)
  return few.map(({ recordId }) => recordId)
}
