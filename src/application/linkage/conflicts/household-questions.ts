import type { HouseholdConflict } from '../../../domain/registry/households/household.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { Housing } from '../households/house-people.js'
import type { People } from '../state/people.js'

/** The disagreements on who lives with whom, among those whose household was formed anew. */
export function questionsOfHouseholds(housing: Housing, people: People): DerivedConflict[] {
  return housing.conflicts.map((conflict) => questionOf(conflict, people))
}

function questionOf(conflict: HouseholdConflict, people: People): DerivedConflict {
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
