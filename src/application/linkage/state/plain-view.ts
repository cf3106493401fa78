import { Judgements, NO_JUDGEMENTS } from '../../../domain/registry/judgements/judgements.js'
import {
  findConflicts,
  listOpenConflictsOf,
  type ConflictOfPerson,
  type StoredConflict,
} from '../../../storage/conflicts/conflicts.js'
import { listPastHouseholdsOf, listPastMembersOf } from '../../../storage/households/household-reading.js'
import {
  findHouseholds,
  type HouseholdKeyHolder,
  listHouseholdKeyHolders,
  type StoredHousehold,
} from '../../../storage/households/households.js'
import { findJudgedConflicts, liveJudgementsOf } from '../../../storage/judgements/judgements.js'
import {
  countKeyHolders,
  findCrowdedKeys,
  type KeyHolder,
  listFewCrowdedKeys,
  listKeyHolders,
} from '../../../storage/linkage/block-keys.js'
import { listEdges, type StoredEdge } from '../../../storage/linkage/edges.js'
import { findLiveRecords, findPersonsOfRecords, type LiveRecord } from '../../../storage/linkage/live-records.js'
import { listPastPersonsOf, listPastRecordsOf, type PastStay } from '../../../storage/persons/person-reading.js'
import { findPersons, type StoredPerson } from '../../../storage/persons/persons.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { RegistryView } from './registry-view.js'

/** What the whole registry has none of, so that it is not read. */
export type Lacks = NonNullable<LinkingContext['lacks']>

const NO_KEYS: ReadonlySet<number> = new Set()
const NO_IDS: ReadonlySet<string> = new Set()
const NO_STAYS: readonly PastStay[] = []

/** Reads the database each time. */
export class PlainView implements RegistryView {
  readonly #conn: Conn
  readonly #lacks: Partial<Lacks>

  constructor(conn: Conn, lacks: Partial<Lacks> = {}) {
    this.#conn = conn
    this.#lacks = lacks
  }

  liveRecords(ids: readonly string[]): Promise<readonly LiveRecord[]> {
    return findLiveRecords(this.#conn, ids)
  }

  keyHolders(keys: Iterable<number>): Promise<readonly KeyHolder[]> {
    return listKeyHolders(this.#conn, keys instanceof Float64Array ? keys : [...keys])
  }

  countKeyHolders(key: number, most: number): Promise<number> {
    return countKeyHolders(this.#conn, key, most)
  }

  async crowdedKeys(keys: ArrayLike<number>): Promise<ReadonlySet<number>> {
    if (this.#lacks.crowds === true || keys.length === 0) return NO_KEYS
    return findCrowdedKeys(this.#conn, keys, this.fewCrowdedKeys())
  }

  /** All crowded keys, where they are few enough to be read at once. */
  protected fewCrowdedKeys(): Promise<ReadonlySet<number> | undefined> {
    return listFewCrowdedKeys(this.#conn)
  }

  edgesOf(recordIds: Iterable<string>): Promise<readonly StoredEdge[]> {
    return listEdges(this.#conn, [...recordIds])
  }

  async judgementsOn(recordIds: readonly string[]): Promise<Judgements> {
    if (this.#lacks.judgements === true) return NO_JUDGEMENTS
    const judgements = new Judgements(await liveJudgementsOf(this.#conn, recordIds))
    return judgements.isEmpty ? NO_JUDGEMENTS : judgements
  }

  persons(ids: Iterable<string>): Promise<readonly StoredPerson[]> {
    return findPersons(this.#conn, [...ids])
  }

  personsOfRecords(recordIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return findPersonsOfRecords(this.#conn, recordIds)
  }

  pastMembershipsOf(recordIds: readonly string[]): Promise<readonly PastStay[]> {
    if (this.#lacks.pastMemberships === true) return Promise.resolve(NO_STAYS)
    return listPastPersonsOf(this.#conn, recordIds)
  }

  pastRecordsOf(personIds: readonly string[]): Promise<readonly PastStay[]> {
    return listPastRecordsOf(this.#conn, personIds)
  }

  households(ids: Iterable<string>): Promise<readonly StoredHousehold[]> {
    return findHouseholds(this.#conn, [...ids])
  }

  householdKeyHolders(keys: Iterable<string>): Promise<readonly HouseholdKeyHolder[]> {
    return listHouseholdKeyHolders(this.#conn, [...keys])
  }

  pastHouseholdsOf(personIds: readonly string[]): Promise<readonly PastStay[]> {
    return listPastHouseholdsOf(this.#conn, personIds)
  }

  pastMembersOf(householdIds: readonly string[]): Promise<readonly PastStay[]> {
    return listPastMembersOf(this.#conn, householdIds)
  }

  conflicts(ids: readonly string[]): Promise<readonly StoredConflict[]> {
    return findConflicts(this.#conn, ids)
  }

  openConflictsOf(personIds: Iterable<string>): Promise<readonly ConflictOfPerson[]> {
    return listOpenConflictsOf(this.#conn, [...personIds])
  }

  judgedConflicts(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (this.#lacks.judgements === true) return Promise.resolve(NO_IDS)
    return findJudgedConflicts(this.#conn, ids)
  }
}
