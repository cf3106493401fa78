import { conflictsByPerson } from '../../../domain/registry/conflicts/conflicts-by-person.js'
import type { StoredConflict } from '../../../storage/conflicts/conflicts.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'
import type { ScoredEdges } from '../compare/score-candidates.js'
import type { RecordPlace } from '../state/single-change.js'
import { isOpening } from './conflict-changes.js'
import type { PassResult } from './pass-steps.js'

/** What a pass did. */
export interface LinkingOutcome {
  readonly comparedPairs: number
  /** The place of a changed record about a person; undefined for a withdrawn record. */
  readonly placeOf: (recordId: string) => RecordPlace | undefined
  /** New persons and newly opened conflicts, with their records. */
  readonly createdPersons: readonly Created[]
  readonly openedConflicts: readonly Created[]
}

interface Created {
  readonly id: string
  readonly recordIds: readonly string[]
}

export function outcomeOf(result: PassResult): LinkingOutcome {
  const { edges, persons, conflictChanges } = result
  return {
    comparedPairs: edges.comparedPairs,
    placeOf: placesOf(result),
    createdPersons: persons.relinked
      .map((id) => persons.get(id))
      .filter(({ stored }) => stored === undefined)
      .map(({ id, records }) => ({ id, recordIds: records.map((record) => record.id) })),
    openedConflicts: conflictChanges.changes
      .filter(isOpening)
      .map(({ after }) => ({ id: after.id, recordIds: after.recordIds })),
  }
}

/** The household of a person after the pass. */
export function householdOf(
  { households, persons }: Pick<PassResult, 'households' | 'persons'>,
  personId: string,
): string | undefined {
  if (households.householdOf.has(personId)) return households.householdOf.get(personId)
  return persons.live.get(personId)?.stored?.householdId
}

function placesOf(result: PassResult): LinkingOutcome['placeOf'] {
  const { persons, edges, conflictChanges } = result
  const conflictsOf = byPerson(conflictChanges.open)
  return (recordId) => {
    const personId = persons.personOf(recordId) ?? ''
    const person = persons.live.get(personId)
    if (person === undefined) return undefined
    return {
      personId,
      householdId: householdOf(result, personId),
      recordIds: person.records.map(({ id }) => id),
      edges: edgesOfChanged(edges, recordId),
      conflicts: conflictsOf(personId),
    }
  }
}

/** Every edge of a changed record was scored. */
function edgesOfChanged({ edgesOf }: ScoredEdges, recordId: string): readonly StoredEdge[] {
  const edges = edgesOf.get(recordId) ?? []
  return edges.map((edge) => (edge.recordId === recordId ? edge : { ...edge, recordId, otherId: edge.recordId }))
}

/** Groups the conflicts when the first person is looked up. */
function byPerson(conflicts: readonly StoredConflict[]): (personId: string) => readonly StoredConflict[] {
  let grouped: ReadonlyMap<string, readonly StoredConflict[]> | undefined
  return (personId) => {
    grouped ??= conflictsByPerson(conflicts)
    return grouped.get(personId) ?? []
  }
}
