import type { HouseholdConflict } from '../../../domain/registry/households/household.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { FormedHouseholds } from '../households/form-households.js'
import type { PersonSet } from '../state/person-set.js'

/** The disagreements on who lives with whom, among those whose household was formed anew. */
export function conflictsOfHouseholds(housing: FormedHouseholds, people: PersonSet): DerivedConflict[] {
  return housing.conflicts.map((conflict) => conflictOf(conflict, people))
}

function conflictOf(conflict: HouseholdConflict, people: PersonSet): DerivedConflict {
  switch (conflict.kind) {
    case 'kk_shared': {
      const personIds = conflict.parts.flat()
      return {
        kind: 'kk_shared',
        subject: [conflict.kk],
        severity: conflict.severity,
        personIds,
        records: personIds.flatMap((id) => people.get(id).records),
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
        records: people.get(person).records,
        evidence: { source, other_source: otherSource, company },
      }
    }
  }
}
