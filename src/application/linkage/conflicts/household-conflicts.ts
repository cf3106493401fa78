import type { HouseholdConflict } from '../../../domain/registry/households/household.js'
import type { PersonSet } from '../state/person-set.js'
import type { DerivedConflict } from './derived-conflict.js'

/** The conflicts of the persons whose household was formed anew. */
export function householdConflicts(conflicts: readonly HouseholdConflict[], persons: PersonSet): DerivedConflict[] {
  return conflicts.map((conflict) => conflictOf(conflict, persons))
}

function conflictOf(conflict: HouseholdConflict, persons: PersonSet): DerivedConflict {
  switch (conflict.kind) {
    case 'kk_shared': {
      const personIds = conflict.parts.flat()
      return {
        kind: 'kk_shared',
        subject: [conflict.kk],
        severity: conflict.severity,
        personIds,
        records: personIds.flatMap((id) => persons.get(id).records),
        evidence: { parts: conflict.parts },
      }
    }
    case 'household_disagreement': {
      const { person, source, otherSource, company, severity } = conflict
      return {
        kind: 'household_disagreement',
        subject: [person],
        severity,
        personIds: [person],
        records: persons.get(person).records,
        evidence: { source, other_source: otherSource, company },
      }
    }
  }
}
