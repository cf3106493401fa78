import type { StoredConflict } from '../../../storage/conflicts/conflicts.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import { conflictsByPerson } from '../../../domain/registry/conflicts/conflicts-by-person.js'
import type { FormedHouseholds } from '../households/form-households.js'
import type { PersonSet } from '../state/person-set.js'
import { type ConflictChange, isOpening } from './save-conflicts.js'
import type { Rescoring } from '../compare/score-candidates.js'

/** What a pass did. */
export interface LinkingOutcome {
  readonly comparedPairs: number
  /** Whose each changed record is now; none for withdrawn ones and those about households. */
  readonly personOf: (recordId: string) => string | undefined
  readonly householdOf: (personId: string) => string | undefined
  /** What became of a changed record about a person; undefined of a withdrawn one. */
  readonly placeOf: (recordId: string) => RecordPlace | undefined
  /** New persons and newly opened conflicts, each with the records that are theirs. */
  readonly createdPersons: readonly { readonly id: string; readonly recordIds: readonly string[] }[]
  readonly openedConflicts: readonly { readonly id: string; readonly recordIds: readonly string[] }[]
}

/** Whose a record is, and what is open of that person. */
export interface RecordPlace {
  readonly personId: string
  readonly householdId: string | undefined
  /** All records of the person. */
  readonly recordIds: readonly string[]
  /** The edges of the record, as seen from it. */
  readonly edges: readonly StoredEdge[]
  readonly conflicts: readonly StoredConflict[]
}

interface Linked {
  readonly rescoring: Rescoring
  readonly people: PersonSet
  readonly housing: FormedHouseholds
  readonly conflicts: readonly ConflictChange[]
  /** Of all whose disagreements were looked at, as they are after the pass. */
  readonly openConflicts: readonly StoredConflict[]
}

export function outcomeOf({ rescoring, people, housing, conflicts, openConflicts }: Linked): LinkingOutcome {
  const householdOf = (personId: string): string | undefined =>
    housing.householdOf.has(personId)
      ? housing.householdOf.get(personId)
      : people.live.get(personId)?.stored?.householdId
  const conflictsOf = byPerson(openConflicts)
  return {
    comparedPairs: rescoring.comparedPairs,
    personOf: (recordId) => people.personOf(recordId),
    householdOf,
    placeOf: (recordId) => {
      const personId = people.personOf(recordId) ?? ''
      const person = people.live.get(personId)
      if (person === undefined) return undefined
      const recordIds = person.records.map(({ id }) => id)
      const edges = edgesOfChanged(rescoring, recordId)
      return { personId, householdId: householdOf(personId), recordIds, edges, conflicts: conflictsOf(personId) }
    },
    createdPersons: people.relinked
      .map((id) => people.get(id))
      .filter(({ stored }) => stored === undefined)
      .map(({ id, records }) => ({ id, recordIds: records.map((record) => record.id) })),
    openedConflicts: conflicts.filter(isOpening).map(({ after }) => ({ id: after.id, recordIds: after.recordIds })),
  }
}

/** Every edge of a changed record was scored. */
function edgesOfChanged({ edgesOf }: Rescoring, recordId: string): readonly StoredEdge[] {
  const edges = edgesOf.get(recordId) ?? []
  return edges.map((edge) => (edge.recordId === recordId ? edge : { ...edge, recordId, otherId: edge.recordId }))
}

/** Tells the conflicts of a person, which are grouped once anybody asks. */
function byPerson(conflicts: readonly StoredConflict[]): (personId: string) => readonly StoredConflict[] {
  let known: ReadonlyMap<string, readonly StoredConflict[]> | undefined
  return (personId) => {
    known ??= conflictsByPerson(conflicts)
    return known.get(personId) ?? []
  }
}
