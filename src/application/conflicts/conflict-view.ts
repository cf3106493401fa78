import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import { CONFLICT_WORDS } from '../../domain/registry/conflicts/conflict-words.js'
import type { Words } from '../../domain/linkage/words/words.js'
import type { ConflictState, StoredConflict } from '../../storage/conflicts/conflicts.js'
import type { StoredPerson } from '../../storage/persons/persons.js'
import { goldenOf } from '../persons/get-persons.js'

/** A person of a conflict as the queue shows it. */
export interface ConflictPerson {
  readonly id: string
  readonly name: string | null
  readonly birth_date: string | null
  readonly village_code: string | null
}

/** A conflict in the queue. */
export interface ConflictSummary {
  readonly id: string
  readonly kind: ConflictKind
  /** The conflict in words. */
  readonly words: Words
  readonly state: ConflictState
  /** 0 to 100. */
  readonly severity: number
  /** The smallest area that holds all persons concerned; null where none does. */
  readonly area: string | null
  readonly version: number
  /** Live persons, at most the first 10. */
  readonly persons: readonly ConflictPerson[]
  readonly person_count: number
  readonly record_count: number
  readonly sources: readonly string[]
  readonly opened_at: string
  readonly deferred_until: string | null
  readonly closed_at: string | null
}

/** Hundreds of persons can share one KK number. */
const MOST_PERSONS = 10

export function viewConflictSummary(
  conflict: StoredConflict,
  persons: ReadonlyMap<string, StoredPerson>,
): ConflictSummary {
  const { id, kind, state, severity, areaCode, version, personIds, recordIds, sources } = conflict
  return {
    id,
    kind,
    words: CONFLICT_WORDS[kind],
    state,
    severity,
    area: areaCode ?? null,
    version,
    persons: personIds.slice(0, MOST_PERSONS).flatMap((person) => viewPerson(persons.get(person))),
    person_count: personIds.length,
    record_count: recordIds.length,
    sources,
    opened_at: conflict.openedAt.toISOString(),
    deferred_until: conflict.deferredUntil?.toISOString() ?? null,
    closed_at: conflict.closedAt?.toISOString() ?? null,
  }
}

function viewPerson(person: StoredPerson | undefined): ConflictPerson[] {
  if (person?.state !== 'live') return []
  const { name, birth_date, village_code } = goldenOf(person)
  return [
    {
      id: person.id,
      name: name?.value ?? null,
      birth_date: birth_date?.value ?? null,
      village_code: village_code?.value ?? null,
    },
  ]
}
