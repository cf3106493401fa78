import { FIRST_RULE_KEY } from '../../../domain/linkage/blocking/block-key.js'
import { MOST_RECORDS_OF_A_KEY } from '../../../domain/linkage/blocking/stop-repeated-values.js'
import type { KeyHolder } from '../../../storage/linkage/block-keys.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { Pass } from '../state/pass.js'
import { areFew } from './few-changes.js'

/** The changed records of a pass. */
interface ChangedRecords {
  readonly ids: readonly string[]
  /** The block keys that they will have. */
  readonly keys: ArrayLike<number>
  /** The keys of the households that they will name. */
  readonly households: readonly string[]
}

/**
 * Reads what the pass over a few changes will most likely need, several things at once, where the pass itself would read one
 * after the other: the holders of the changed records' keys, their households and edges. What it reads in vain does no harm,
 * what it misses is read later.
 */
export class PassPrefetch {
  readonly #pass: Pass
  readonly #reading: Promise<unknown>[] = []

  constructor(pass: Pass) {
    this.#pass = pass
  }

  /**
   * Reads these records as they are now, and the records that share one of their former or new keys. Begins to read the
   * households of the nearest of these, and of the members of the named households.
   */
  async readNear({ ids, keys, households }: ChangedRecords): Promise<void> {
    const { view, records } = this.#pass
    const isFew = areFew(ids)
    const newKeys = new Set(Array.from(keys))
    const [held, members] = await Promise.all([
      this.#holders([...newKeys]),
      isFew ? view.householdKeyHolders(households) : [],
    ])
    await records.load([...ids, ...nearnessOf(held).near])
    const formerKeys = new Set(records.list(ids).flatMap(({ blockKeys }) => blockKeys))
    for (const key of newKeys) formerKeys.delete(key)
    const { near, nearest } = nearnessOf([...held, ...(await this.#holders([...formerKeys]))])
    await records.load(near)
    if (!isFew) return
    this.begin(() => view.edgesOf(nearest))
    const personIds = members.map(({ personId }) => personId)
    this.begin((pass) => loadHouseholds(pass, records.list(nearest), personIds))
  }

  /** The holders of the keys that are not crowded. */
  async #holders(keys: readonly number[]): Promise<readonly KeyHolder[]> {
    const { view } = this.#pass
    const crowded = await view.crowdedKeys(keys)
    return view.keyHolders(crowded.size === 0 ? keys : keys.filter((key) => !crowded.has(key)))
  }

  /** Begins to read the persons of these records with their households, and the edges of the records. */
  readHouseholds(recordIds: readonly string[]): void {
    this.begin((pass) => loadHouseholds(pass, pass.records.list(recordIds), []))
    this.begin(({ view }) => view.edgesOf(recordIds))
  }

  /** Begins to read the persons of these records with all of their records. */
  readPersons(recordIds: readonly string[]): void {
    this.begin((pass) => loadPersons(pass, recordIds))
  }

  /** Waits until all that was begun is read. */
  async done(): Promise<void> {
    await Promise.all(this.#reading)
  }

  /** Begins to read. After a failure the pass reads for itself. */
  begin(read: (pass: Pass) => Promise<unknown>): void {
    this.#reading.push(read(this.#pass).catch(() => undefined))
  }
}

/** Loads these persons and those of the records and their co-members, with all that decides their households. */
async function loadHouseholds(
  { view, records }: Pass,
  near: readonly LiveRecord[],
  personIds: readonly string[],
): Promise<void> {
  const [persons, family] = await Promise.all([
    view.persons([...personsOf(near), ...personIds]),
    view.keyHolders(near.flatMap((record) => records.familyKeys(record))),
  ])
  const ids = persons.flatMap(({ recordIds }) => recordIds)
  await Promise.all([
    records.load([...ids, ...nearnessOf(family).near]),
    view.households(persons.flatMap(({ householdId }) => householdId ?? [])),
    view.householdKeyHolders(persons.flatMap(({ placement }) => placement?.key ?? [])),
  ])
  const own = [...near, ...records.list(ids)]
  await records.loadFamilies(own)
  const coMembers = personsOf(own.flatMap((record) => records.list(records.familyOf(record))))
  await Promise.all([view.persons(coMembers), view.openConflictsOf([...persons.map(({ id }) => id), ...coMembers])])
}

async function loadPersons({ view, records }: Pass, recordIds: readonly string[]): Promise<void> {
  await records.load(recordIds)
  const persons = await view.persons(personsOf(records.list(recordIds)))
  await records.load(persons.flatMap(({ recordIds: all }) => all))
}

function personsOf(records: readonly LiveRecord[]): string[] {
  return records.flatMap(({ personId }) => personId ?? [])
}

/**
 * The holders of keys that are not crowds: a filler in place of a KK makes thousands one family. The nearest are of one family
 * or share more than one key; records that share only one most often have the name in common.
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
