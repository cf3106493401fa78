import { type KeyHolder, listKeyHolders } from '../../storage/block-keys.js'
import { listOpenConflictsOf, type OpenConflict } from '../../storage/conflicts.js'
import type { Conn } from '../../storage/connection.js'
import { listEdges, type StoredEdge } from '../../storage/edges.js'
import {
  findHouseholds,
  type HouseholdKeyHolder,
  listHouseholdKeyHolders,
  type StoredHousehold,
} from '../../storage/households.js'
import { findLiveRecords, type LiveRecord } from '../../storage/live-records.js'
import { findPersons, type StoredPerson } from '../../storage/persons.js'
import { type Foreseen, knownHolders } from './foreseen.js'

/**
 * What one pass reads by key: the registry as it was before it. What has been asked for once is not asked for again, so that
 * what a pass will most likely need can be read ahead, several things at a time.
 */
export class PassReads {
  readonly conn: Conn
  readonly #foreseen: Foreseen | undefined
  readonly #keyHolders: Kept<number, KeyHolder>
  readonly #edges: Kept<string, StoredEdge>
  readonly #persons: Kept<string, StoredPerson>
  readonly #households: Kept<string, StoredHousehold>
  readonly #householdKeyHolders: Kept<string, HouseholdKeyHolder>
  readonly #openConflicts: Kept<string, OpenConflict>

  constructor(conn: Conn, foreseen?: Foreseen) {
    this.conn = conn
    this.#foreseen = foreseen
    this.#keyHolders = new Kept(
      (keys) => listKeyHolders(conn, Float64Array.from(keys).sort()),
      ({ key }) => key,
    )
    this.#edges = new Kept(
      (ids) => listEdges(conn, ids),
      ({ recordId }) => recordId,
    )
    this.#persons = new Kept(
      (ids) => findPersons(conn, ids),
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

  /** The live records of these ids. Each is asked for once. */
  async liveRecords(ids: readonly string[]): Promise<readonly LiveRecord[]> {
    const foreseen = this.#foreseen?.records
    if (foreseen === undefined) return findLiveRecords(this.conn, ids)
    const read = await findLiveRecords(
      this.conn,
      ids.filter((id) => !foreseen.has(id)),
    )
    return [...ids.flatMap((id) => foreseen.get(id) ?? []), ...read]
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
  openConflictsOf(personIds: Iterable<string>): Promise<readonly OpenConflict[]> {
    return this.#openConflicts.of(personIds)
  }
}

/** Of more keys, as a large pass asks for once and never again, the answers are not kept. */
const MOST_KEPT = 5000

/** Rows by a key, which are read when they are first asked for. */
class Kept<K, Row> {
  readonly #read: (keys: readonly K[]) => Promise<readonly Row[]>
  readonly #keyOf: (row: Row) => K
  readonly #known = new Map<K, Row[]>()

  constructor(read: (keys: readonly K[]) => Promise<readonly Row[]>, keyOf: (row: Row) => K) {
    this.#read = read
    this.#keyOf = keyOf
  }

  async of(keys: Iterable<K>): Promise<readonly Row[]> {
    const missing: K[] = []
    const rows: Row[] = []
    for (const key of new Set(keys)) {
      const known = this.#known.get(key)
      if (known === undefined) missing.push(key)
      else rows.push(...known)
    }
    if (missing.length === 0) return rows
    const found = await this.#read(missing)
    if (missing.length <= MOST_KEPT) this.#keep(missing, found)
    return rows.length === 0 ? found : [...rows, ...found]
  }

  #keep(keys: readonly K[], rows: readonly Row[]): void {
    for (const key of keys) this.#known.set(key, [])
    for (const row of rows) this.#known.get(this.#keyOf(row))?.push(row)
  }
}
