import type { ConflictKind } from '../../../domain/registry/conflicts/conflict.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { PassHouseholds } from '../households/form-changed-households.js'
import type { RecordClusters } from '../persons/cluster-components.js'
import type { Components } from '../persons/find-components.js'
import type { GoldenCache } from '../state/golden-cache.js'
import type { Pass } from '../state/pass.js'
import type { PersonSet } from '../state/person-set.js'
import type { DerivedConflict } from './derived-conflict.js'
import { householdConflicts } from './household-conflicts.js'
import { nikConflicts } from './nik-conflicts.js'
import { pairConflicts } from './pair-conflicts.js'
import { conflictsOfPersons, staleJudgements } from './person-conflicts.js'

/** The conflicts of a pass, and the persons whose stored conflicts it replaces. */
export interface DerivedConflicts {
  readonly conflicts: readonly DerivedConflict[]
  /** By kind, the persons all of whose conflicts of this kind are among `conflicts`. */
  readonly checked: Readonly<Record<ConflictKind, ReadonlySet<string>>>
}

/** The results of the steps that conflicts are derived from. */
export interface ConflictInputs {
  readonly candidates: Candidates
  readonly components: Components
  readonly clusters: RecordClusters
  readonly persons: PersonSet
  readonly households: PassHouseholds
  readonly golden: GoldenCache
}

/** Derives every conflict that the changes can have opened or closed. */
export async function deriveConflicts(pass: Pass, linked: ConflictInputs): Promise<DerivedConflicts> {
  const { candidates, components, clusters, persons, households, golden } = linked
  const { keys } = candidates
  const conflicts = [
    ...(await pairConflicts(pass.view, { components, clusters, persons })),
    ...(await nikConflicts(pass, { keys, persons, judgements: households.judgements })),
    ...conflictsOfPersons(persons, golden),
    ...staleJudgements(pass.records, persons, components.judgements),
    ...householdConflicts(households.conflicts, persons),
  ]
  return { conflicts, checked: checkedPersons(persons, households) }
}

function checkedPersons(persons: PersonSet, { reformed }: PassHouseholds): DerivedConflicts['checked'] {
  const ended = [...persons.ended.keys()]
  const relinked = new Set([...persons.relinked, ...ended])
  const changed = new Set([...persons.changed().map(({ id }) => id), ...ended])
  const inHouseholds = new Set([...reformed, ...ended])
  return {
    possible_duplicate: relinked,
    refused_join: relinked,
    judgement_stale: relinked,
    nik_shared: changed,
    nik_disagreement: changed,
    value_disagreement: changed,
    household_disagreement: inHouseholds,
    kk_shared: inHouseholds,
  }
}
