import type { ConflictKind } from '../../../domain/registry/conflicts/conflict.js'
import type { Clusters } from '../persons/cluster-components.js'
import type { DerivedConflict } from '../state/derived-conflict.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { Components } from '../persons/find-components.js'
import type { GoldenBook } from '../state/golden-book.js'
import type { Housing } from '../households/house-people.js'
import { questionsOfHouseholds } from './household-questions.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import { nikConflicts } from './nik-conflicts.js'
import { pairConflicts } from './pair-conflicts.js'
import type { PassReads } from '../state/pass-reads.js'
import type { People } from '../state/people.js'
import { questionsOfPersons, staleVerdicts } from './person-questions.js'
import type { Workspace } from '../state/workspace.js'

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
  readonly people: People
  readonly housing: Housing
  readonly golden: GoldenBook
  readonly context: LinkingContext
}

/** Derives every disagreement that the changes can have opened or closed. */
export async function deriveConflicts(reads: PassReads, workspace: Workspace, linked: Linked): Promise<Derived> {
  const { found, components, clusters, people, housing, golden, context } = linked
  const { judgements } = components
  const ended = people.ended.keys()
  const relinked = new Set([...people.relinked, ...ended])
  const changed = new Set([...people.relinked.filter((id) => people.get(id).isChanged), ...people.ended.keys()])
  const rehoused = new Set([...housing.rehoused, ...people.ended.keys()])
  const conflicts = [
    ...(await pairConflicts(reads.conn, { components, clusters, people, judgements })),
    ...(await nikConflicts(reads, workspace, { found, people, judgements: housing.judgements, model: context.model })),
    ...questionsOfPersons(people, golden),
    ...staleVerdicts(workspace, { people, judgements }),
    ...questionsOfHouseholds(housing, people),
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
