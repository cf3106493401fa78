import type { ConflictKind } from '../../../domain/registry/conflicts/conflict.js'
import type { Clusters } from '../persons/cluster-components.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { Components } from '../persons/find-components.js'
import type { GoldenCache } from '../state/golden-cache.js'
import type { FormedHouseholds } from '../households/form-households.js'
import { conflictsOfHouseholds } from './household-conflicts.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import { nikConflicts } from './nik-conflicts.js'
import { pairConflicts } from './pair-conflicts.js'
import type { PassReads } from '../state/pass-reads.js'
import type { PersonSet } from '../state/person-set.js'
import { conflictsOfPersons, staleJudgements } from './person-conflicts.js'
import type { RecordSet } from '../state/record-set.js'

/** The disagreements that stand after a pass, and which stored ones it has looked at again. */
export interface Derived {
  readonly conflicts: readonly DerivedConflict[]
  /** By kind, the persons all of whose disagreements of this kind are among `conflicts`. */
  readonly lookedAt: Readonly<Record<ConflictKind, ReadonlySet<string>>>
}

interface Linked {
  readonly found: Candidates
  readonly components: Components
  readonly clusters: Clusters
  readonly people: PersonSet
  readonly housing: FormedHouseholds
  readonly golden: GoldenCache
  readonly context: LinkingContext
}

/** Derives every disagreement that the changes can have opened or closed. */
export async function deriveConflicts(reads: PassReads, workspace: RecordSet, linked: Linked): Promise<Derived> {
  const { found, components, clusters, people, housing, golden, context } = linked
  const { judgements } = components
  const ended = people.ended.keys()
  const relinked = new Set([...people.relinked, ...ended])
  const changed = new Set([...people.relinked.filter((id) => people.get(id).isChanged), ...people.ended.keys()])
  const rehoused = new Set([...housing.rehoused, ...people.ended.keys()])
  const conflicts = [
    ...(await pairConflicts(reads.conn, { components, clusters, people, judgements })),
    ...(await nikConflicts(reads, workspace, { found, people, judgements: housing.judgements, model: context.model })),
    ...conflictsOfPersons(people, golden),
    ...staleJudgements(workspace, { people, judgements }),
    ...conflictsOfHouseholds(housing, people),
  ]
  return {
    conflicts,
    lookedAt: {
      possible_duplicate: relinked,
      refused_join: relinked,
      judgement_stale: relinked,
      nik_shared: changed,
      nik_disagreement: changed,
      value_disagreement: changed,
      household_disagreement: rehoused,
      kk_shared: rehoused,
    },
  }
}
