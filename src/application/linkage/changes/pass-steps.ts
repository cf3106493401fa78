import type { NewEvent } from '../../../storage/access/events.js'
import type { AffectedFamilies } from '../compare/find-affected-families.js'
import type { Candidates } from '../compare/find-candidates.js'
import type { NarrowedCandidates } from '../compare/narrow-candidates.js'
import type { ScoredEdges } from '../compare/score-candidates.js'
import type { PassHouseholds } from '../households/form-changed-households.js'
import type { RecordClusters } from '../persons/cluster-components.js'
import type { Components } from '../persons/find-components.js'
import type { Pass } from '../state/pass.js'
import type { PersonSet } from '../state/person-set.js'
import type { ConflictChanges } from './conflict-changes.js'
import type { HouseholdChanges } from './household-changes.js'
import type { PersonChanges } from './person-changes.js'
import type { RecordChanges } from './record-changes.js'

/** The steps of a pass, in their order, and the result of each. */
export interface PassSteps {
  /** The ids of the changed records. */
  readonly changed: readonly string[]
  readonly families: AffectedFamilies
  readonly candidates: Candidates
  readonly narrowed: NarrowedCandidates
  readonly edges: ScoredEdges
  readonly components: Components
  readonly clusters: RecordClusters
  readonly persons: PersonSet
  readonly recordChanges: RecordChanges
  readonly households: PassHouseholds
  readonly personChanges: PersonChanges
  readonly householdChanges: HouseholdChanges
  readonly conflictChanges: ConflictChanges
  readonly events: readonly NewEvent[]
}

/** The results of all steps. */
export interface PassResult extends PassSteps {
  readonly pass: Pass
}
