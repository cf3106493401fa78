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

/**
 * Reads what the pass over a few changes will most likely need, several things at once, where the pass itself would ask one
 * after the other: who shares a key with the changed, and, while these are compared, where those live whom it may concern. What
 * it reads in vain does no harm, what it misses is read later.
 */
export class ReadAhead {
  /** The rows of the changed records. */
  readonly prepared: PreparedRows
  readonly #reads: PassReads
  readonly #workspace: Workspace
  readonly #reading: Promise<unknown>[] = []

  private constructor(reads: PassReads, workspace: Workspace, prepared: PreparedRows) {
    this.#reads = reads
    this.#workspace = workspace
    this.prepared = prepared
  }

  /** Begins it once the changes are in the workspace; undefined where there are too many. */
  static async begin(
    reads: PassReads,
    workspace: Workspace,
    { model, prepared: given }: { model: Model; prepared: PreparedRows | undefined },
  ): Promise<ReadAhead | undefined> {
    if (workspace.before.size > FEW_CHANGES) return undefined
    const changed = [...workspace.before.keys()].flatMap((id) => workspace.records.get(id) ?? [])
    const ahead = new ReadAhead(reads, workspace, given ?? rowsOf(changed, model))
    await ahead.#readNear(changed)
    return ahead
  }

  /** Begins to read where those live whose records these are, and whom else they are joined to. */
  readHomes(recordIds: readonly string[]): void {
    const records = recordIds.flatMap((id) => this.#workspace.records.get(id) ?? [])
    this.#begin(homesOf(this.#reads, this.#workspace, records))
    this.#begin(this.#reads.edgesOf(recordIds))
  }

  /** Settles when all that was begun is read. */
  async done(): Promise<void> {
    await Promise.all(this.#reading)
  }

  /** What could not be read the pass will ask for itself. */
  #begin(reading: Promise<unknown>): void {
    this.#reading.push(reading.catch(() => undefined))
  }

  /** Who shares a key with the changed, and what is to be known of their relatives. */
  async #readNear(changed: readonly LiveRecord[]): Promise<void> {
    const [reads, workspace] = [this.#reads, this.#workspace]
    const former = [...workspace.before.values()].flatMap((before) => before ?? [])
    const keys = [...changed, ...former].flatMap((record) => workspace.familyKeys(record))
    const families = new Set(keys)
    keys.push(...former.flatMap(({ blockKeys }) => blockKeys), ...this.prepared.rows.blockKeys(workspace.crowds).flat())
    const crowded = await reads.crowdedKeys(keys)
    const ids = idsOfFew(await reads.keyHolders(keys.filter((key) => !crowded.has(key))))
    await workspace.load(ids)
    const near = [...new Set(ids)].flatMap((id) => workspace.records.get(id) ?? [])
    const relatives = near.filter((record) => workspace.familyKeys(record).some((key) => families.has(key)))
    this.#begin(homesOf(reads, workspace, [...relatives, ...former]))
  }
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
