import {
  findCrowdedKeys,
  type KeyHolder,
  listFewCrowdedKeys,
  listKeyHolders,
} from '../../../storage/linkage/block-keys.js'
import { listOpenConflictsOf, type ConflictOfPerson } from '../../../storage/conflicts/conflicts.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import { listEdges, type StoredEdge } from '../../../storage/linkage/edges.js'
import {
  findHouseholds,
  type HouseholdKeyHolder,
  listHouseholdKeyHolders,
  type StoredHousehold,
} from '../../../storage/households/households.js'
import { findLiveRecords, type LiveRecord } from '../../../storage/linkage/live-records.js'
import { findPersons, type StoredPerson } from '../../../storage/persons/persons.js'
import { type Prefetched, knownHolders } from '../scheduling/prefetched.js'
import type { LinkingContext } from '../../active-model/linking-context.js'

/** What is known before a pass reads: what was read for it, and of what the registry has none. */
export interface PassKnowledge {
  readonly foreseen?: Prefetched | undefined
  readonly lacks?: LinkingContext['lacks'] | undefined
}

/**
 * What one pass reads by key: the registry as it was before it. What has been asked for once is not asked for again, so that
 * what a pass will most likely need can be read ahead, several things at a time.
 */
export class PassReads {
  readonly conn: Conn
  readonly #foreseen: Prefetched | undefined
  readonly #lacksCrowds: boolean
  #fewCrowded: Promise<ReadonlySet<number> | undefined> | undefined
  readonly #keyHolders: Kept<number, KeyHolder>
  readonly #liveRecords: Kept<string, LiveRecord>
  readonly #edges: Kept<string, StoredEdge>
  readonly #persons: Kept<string, StoredPerson>
  readonly #households: Kept<string, StoredHousehold>
  readonly #householdKeyHolders: Kept<string, HouseholdKeyHolder>
  readonly #openConflicts: Kept<string, ConflictOfPerson>

  constructor(conn: Conn, { foreseen, lacks }: PassKnowledge = {}) {
    this.conn = conn
    this.#foreseen = foreseen
    this.#lacksCrowds = lacks?.crowds === true
    this.#keyHolders = new Kept(
      (keys) => inTwoParts(sorted(keys), (part) => listKeyHolders(conn, part)),
      ({ key }) => key,
    )
    this.#liveRecords = new Kept(
      (ids) => inTwoParts(ids, (part) => findLiveRecords(conn, part)),
      ({ id }) => id,
    )
    this.#edges = new Kept(
      (ids) => inTwoParts(ids, (part) => listEdges(conn, part)),
      ({ recordId }) => recordId,
    )
    this.#persons = new Kept(
      (ids) => inTwoParts(ids, (part) => findPersons(conn, part)),
      ({ id }) => id,
    )
    this.#households = new Kept(
      (ids) => findHouseholds(conn, ids),
      ({ id }) => id,
    )
    this.#householdKeyHolders = new Kept(
      (keys) => listHouseholdKeyHolders(conn, keys),
      ({ key }) => key,
    )
    this.#openConflicts = new Kept(
      (ids) => listOpenConflictsOf(conn, ids),
      ({ personId }) => personId,
    )
  }

  /** The live records of these ids. */
  async liveRecords(ids: readonly string[]): Promise<readonly LiveRecord[]> {
    const foreseen = this.#foreseen?.records
    if (foreseen === undefined) return this.#liveRecords.of(ids)
    const found = await this.#liveRecords.of(ids.filter((id) => !foreseen.has(id)))
    return [...ids.flatMap((id) => foreseen.get(id) ?? []), ...found]
  }

  /** Every live record that holds one of the keys, once for each key that it holds. */
  async keyHolders(keys: Iterable<number>): Promise<readonly KeyHolder[]> {
    if (this.#foreseen === undefined) return this.#readHolders(keys)
    const { known, unknown } = knownHolders(this.#foreseen, keys)
    // What is in order stays in order.
    const asked = keys instanceof Float64Array ? Float64Array.from(unknown) : unknown
    return unknown.length === 0 ? known : [...known, ...(await this.#readHolders(asked))]
  }

  #readHolders(keys: Iterable<number>): Promise<readonly KeyHolder[]> {
    // Many that are in order already are not kept, and need not be put in order again.
    if (keys instanceof Float64Array && keys.length > MOST_KEPT) return listKeyHolders(this.conn, keys)
    return this.#keyHolders.of(keys)
  }

  /** Which of the keys so many records hold that they bring nobody together. */
  async crowdedKeys(keys: ArrayLike<number>): Promise<ReadonlySet<number>> {
    if (this.#lacksCrowds || keys.length === 0) return NONE
    this.#fewCrowded ??= listFewCrowdedKeys(this.conn)
    return findCrowdedKeys(this.conn, keys, this.#fewCrowded)
  }

  /** The edges of these records, each as seen from them. */
  edgesOf(recordIds: Iterable<string>): Promise<readonly StoredEdge[]> {
    return this.#edges.of(recordIds)
  }

  /** The persons of these ids, whatever their state. */
  persons(ids: Iterable<string>): Promise<readonly StoredPerson[]> {
    return this.#persons.of(ids)
  }

  /** The households of these ids, whatever their state. */
  households(ids: Iterable<string>): Promise<readonly StoredHousehold[]> {
    return this.#households.of(ids)
  }

  /** Who is held to a household by one of the keys. */
  householdKeyHolders(keys: Iterable<string>): Promise<readonly HouseholdKeyHolder[]> {
    return this.#householdKeyHolders.of(keys)
  }

  /** The open conflicts of these persons, once for each of them. */
  openConflictsOf(personIds: Iterable<string>): Promise<readonly ConflictOfPerson[]> {
    return this.#openConflicts.of(personIds)
  }
}

const NONE: ReadonlySet<number> = new Set()

function sorted(keys: readonly number[]): number[] {
  return Array.from(Float64Array.from(keys).sort())
}

/** From so many keys on it pays to have them looked up by two connections side by side, for which the pass waits. */
const FEWEST_FOR_TWO = 100

async function inTwoParts<Key, Row>(
  keys: readonly Key[],
  read: (part: readonly Key[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  if (keys.length < FEWEST_FOR_TWO) return read(keys)
  const middle = keys.length >> 1
  return (await Promise.all([read(keys.slice(0, middle)), read(keys.slice(middle))])).flat()
}

/** Of more keys, as a large pass asks for once and never again, the answers are not kept. */
const MOST_KEPT = 5000

/** Rows by a key, which are read when they are first asked for, and once where several ask at the same time. */
class Kept<K, Row> {
  readonly #read: (keys: readonly K[]) => Promise<readonly Row[]>
  readonly #keyOf: (row: Row) => K
  readonly #known = new Map<K, Row[]>()
  readonly #awaited = new Map<K, Promise<unknown>>()

  constructor(read: (keys: readonly K[]) => Promise<readonly Row[]>, keyOf: (row: Row) => K) {
    this.#read = read
    this.#keyOf = keyOf
  }

  async of(keys: Iterable<K>): Promise<readonly Row[]> {
    const asked = new Set(keys)
    const missing: K[] = []
    const awaited = new Set<Promise<unknown>>()
    for (const key of asked) {
      if (this.#known.has(key)) continue
      const reading = this.#awaited.get(key)
      if (reading === undefined) missing.push(key)
      else awaited.add(reading)
    }
    if (missing.length > MOST_KEPT) {
      for (const key of missing) asked.delete(key)
      const read = await this.#read(missing)
      return asked.size === 0 ? read : [...read, ...(await this.of(asked))]
    }
    if (missing.length > 0) awaited.add(this.#start(missing))
    if (awaited.size > 0) await Promise.all(awaited)
    const rows: Row[] = []
    for (const key of asked) for (const row of this.#known.get(key) ?? []) rows.push(row)
    return rows
  }

  #start(keys: readonly K[]): Promise<void> {
    const reading = this.#keep(keys)
    for (const key of keys) this.#awaited.set(key, reading)
    return reading
  }

  async #keep(keys: readonly K[]): Promise<void> {
    try {
      const rows = await this.#read(keys)
      for (const key of keys) this.#known.set(key, [])
      for (const row of rows) this.#known.get(this.#keyOf(row))?.push(row)
    } finally {
      for (const key of keys) this.#awaited.delete(key)
    }
  }
}
