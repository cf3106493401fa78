import { FIRST_RULE_KEY } from '../../../domain/linkage/blocking/block-key.js'
import { MOST_RECORDS_OF_A_KEY } from '../../../domain/linkage/blocking/stop-repeated-values.js'
import type { KeyHolder } from '../../../storage/linkage/block-keys.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import { areFew } from './few-changes.js'
import type { PassReads } from '../state/pass-reads.js'
import type { RecordSet } from '../state/record-set.js'

/** Around whom is to be read. */
interface Wanted {
  /** The changed records. */
  readonly ids: readonly string[]
  /** The keys that they will have. */
  readonly keys: ArrayLike<number>
  /** The keys of the households for which they will speak. */
  readonly households: readonly string[]
}

/**
 * Reads what the pass over a few changes will most likely need, several things at once, where the pass itself would ask one
 * after the other: who shares a key with the changed, where these live and whom they are joined to. What it reads in vain does
 * no harm, what it misses is read later.
 */
export class PassPrefetch {
  readonly #reads: PassReads
  readonly #workspace: RecordSet
  readonly #reading: Promise<unknown>[] = []

  constructor(reads: PassReads, workspace: RecordSet) {
    this.#reads = reads
    this.#workspace = workspace
  }

  /**
   * Reads these records as they are now and who shares one of their keys or of the given ones; begins to read the homes of the
   * nearest, and of whoever lives in one of these households.
   */
  async readNear({ ids, keys, households }: Wanted): Promise<void> {
    const [reads, workspace] = [this.#reads, this.#workspace]
    const isFew = areFew(ids)
    const asked = new Set(Array.from(keys))
    const [held, inhabitants] = await Promise.all([
      this.#holders([...asked]),
      isFew ? reads.householdKeyHolders(households) : [],
    ])
    await workspace.load([...ids, ...nearnessOf(held).near])
    const former = new Set(recordsOf(workspace, ids).flatMap(({ blockKeys }) => blockKeys))
    for (const key of asked) former.delete(key)
    const { near, nearest } = nearnessOf([...held, ...(await this.#holders([...former]))])
    await workspace.load(near)
    if (!isFew) return
    this.begin(reads.edgesOf(nearest))
    const personIds = inhabitants.map(({ personId }) => personId)
    this.begin(homesOf(reads, workspace, { records: recordsOf(workspace, nearest), personIds }))
  }

  /** Who holds one of the keys, but for those that crowds hold. */
  async #holders(keys: readonly number[]): Promise<readonly KeyHolder[]> {
    const crowded = await this.#reads.crowdedKeys(keys)
    return this.#reads.keyHolders(crowded.size === 0 ? keys : keys.filter((key) => !crowded.has(key)))
  }

  /** Begins to read where those live whose records these are, and whom else they are joined to. */
  readHomes(recordIds: readonly string[]): void {
    this.begin(homesOf(this.#reads, this.#workspace, { records: recordsOf(this.#workspace, recordIds), personIds: [] }))
    this.begin(this.#reads.edgesOf(recordIds))
  }

  /** Begins to read whose these records are, and all records of those. */
  readPersons(recordIds: readonly string[]): void {
    this.begin(personsOf(this.#reads, this.#workspace, recordIds))
  }

  /** Settles when all that was begun is read. */
  async done(): Promise<void> {
    await Promise.all(this.#reading)
  }

  /** What could not be read the pass will ask for itself. */
  begin(reading: Promise<unknown>): void {
    this.#reading.push(reading.catch(() => undefined))
  }
}

/** These persons, those of these records and of all who stand beside them in a list, with what decides where they live. */
async function homesOf(
  reads: PassReads,
  workspace: RecordSet,
  { records, personIds }: { records: readonly LiveRecord[]; personIds: readonly string[] },
): Promise<void> {
  const [persons, family] = await Promise.all([
    reads.persons([...ownersOf(records), ...personIds]),
    reads.keyHolders(records.flatMap((record) => workspace.familyKeys(record))),
  ])
  const ids = persons.flatMap(({ recordIds }) => recordIds)
  await Promise.all([
    workspace.load([...ids, ...nearnessOf(family).near]),
    reads.households(persons.flatMap(({ householdId }) => householdId ?? [])),
    reads.householdKeyHolders(persons.flatMap(({ placement }) => placement?.key ?? [])),
  ])
  const own = [...records, ...recordsOf(workspace, ids)]
  await workspace.loadFamilies(own)
  const company = ownersOf(own.flatMap((record) => recordsOf(workspace, workspace.familyOf(record))))
  await Promise.all([reads.persons(company), reads.openConflictsOf([...persons.map(({ id }) => id), ...company])])
}

async function personsOf(reads: PassReads, workspace: RecordSet, recordIds: readonly string[]): Promise<void> {
  await workspace.load(recordIds)
  const persons = await reads.persons(ownersOf(recordsOf(workspace, recordIds)))
  await workspace.load(persons.flatMap(({ recordIds: all }) => all))
}

function recordsOf(workspace: RecordSet, ids: readonly string[]): readonly LiveRecord[] {
  return ids.flatMap((id) => workspace.records.get(id) ?? [])
}

function ownersOf(records: readonly LiveRecord[]): string[] {
  return records.flatMap(({ personId }) => personId ?? [])
}

/**
 * Who holds a key that is no crowd's: a filler in place of a KK makes thousands one family, and none. The nearest are of one
 * family or share more than one key; who shares only one most often has the name in common.
 */
function nearnessOf(holders: readonly KeyHolder[]): {
  readonly near: readonly string[]
  readonly nearest: readonly string[]
} {
  const counts = new Map<number, number>()
  for (const { key } of holders) counts.set(key, (counts.get(key) ?? 0) + 1)
  const near = new Set<string>()
  const nearest = new Set<string>()
  for (const { key, recordId } of holders) {
    if ((counts.get(key) ?? 0) > MOST_RECORDS_OF_A_KEY) continue
    if (near.has(recordId) || key < FIRST_RULE_KEY) nearest.add(recordId)
    near.add(recordId)
  }
  return { near: [...near], nearest: [...nearest] }
}
