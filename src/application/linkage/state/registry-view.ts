import type { Judgements } from '../../../domain/registry/judgements/judgements.js'
import type { ConflictOfPerson, StoredConflict } from '../../../storage/conflicts/conflicts.js'
import type { HouseholdKeyHolder, StoredHousehold } from '../../../storage/households/households.js'
import type { KeyHolder } from '../../../storage/linkage/block-keys.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { PastStay } from '../../../storage/persons/person-reading.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'

/** The registry as it was before a pass: every read of a pass, by key. Unknown keys are left out. */
export interface RegistryView {
  liveRecords(ids: readonly string[]): Promise<readonly LiveRecord[]>
  /** Every live record that holds one of the keys, once for each of these keys that it holds. */
  keyHolders(keys: Iterable<number>): Promise<readonly KeyHolder[]>
  /** How many records hold a key; counts no further than `most`. */
  countKeyHolders(key: number, most: number): Promise<number>
  /** The crowded ones of the keys: too many records hold them to be compared. */
  crowdedKeys(keys: ArrayLike<number>): Promise<ReadonlySet<number>>
  /** The edges of these records, each as seen from them. */
  edgesOf(recordIds: Iterable<string>): Promise<readonly StoredEdge[]>
  /** The live judgements that name any of the records. */
  judgementsOn(recordIds: readonly string[]): Promise<Judgements>

  /** The persons of these ids, whatever their state. */
  persons(ids: Iterable<string>): Promise<readonly StoredPerson[]>
  /** The person ids of live records, by record. */
  personsOfRecords(recordIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The ended memberships of these records. */
  pastMembershipsOf(recordIds: readonly string[]): Promise<readonly PastStay[]>
  /** The ended memberships of records of these persons. */
  pastRecordsOf(personIds: readonly string[]): Promise<readonly PastStay[]>

  /** The households of these ids, whatever their state. */
  households(ids: Iterable<string>): Promise<readonly StoredHousehold[]>
  householdKeyHolders(keys: Iterable<string>): Promise<readonly HouseholdKeyHolder[]>
  /** The households that these persons have left. */
  pastHouseholdsOf(personIds: readonly string[]): Promise<readonly PastStay[]>
  /** The persons who have left these households. */
  pastMembersOf(householdIds: readonly string[]): Promise<readonly PastStay[]>

  conflicts(ids: readonly string[]): Promise<readonly StoredConflict[]>
  /** The open conflicts of these persons, each once for every one of them. */
  openConflictsOf(personIds: Iterable<string>): Promise<readonly ConflictOfPerson[]>
  /** Those of the conflicts that a live judgement was given on. */
  judgedConflicts(ids: readonly string[]): Promise<ReadonlySet<string>>
}
