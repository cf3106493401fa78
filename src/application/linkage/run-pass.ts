import { changesOfConflicts, eventsOfConflicts } from './changes/conflict-changes.js'
import { changesOfHouseholds } from './changes/household-changes.js'
import type { PassResult } from './changes/pass-steps.js'
import { changesOfPersons } from './changes/person-changes.js'
import { changesOfRecords } from './changes/record-changes.js'
import { findAffectedFamilies } from './compare/find-affected-families.js'
import { findCandidates } from './compare/find-candidates.js'
import { narrowCandidates } from './compare/narrow-candidates.js'
import { scoreCandidates } from './compare/score-candidates.js'
import { takeChanges } from './compare/take-changes.js'
import { formChangedHouseholds } from './households/form-changed-households.js'
import { clusterComponents } from './persons/cluster-components.js'
import { findComponents } from './persons/find-components.js'
import { personsOfClusters } from './persons/persons-of-clusters.js'
import type { Schedule } from './scheduling/schedule.js'
import { GoldenCache } from './state/golden-cache.js'
import type { Pass } from './state/pass.js'

/**
 * Computes the effects of record changes on the registry. The result is a function of the live records, the live judgements and
 * the model, whatever the changes are and in whatever portions they come. The caller holds the registry's lock.
 */
export async function runPass(pass: Pass, schedule: Schedule): Promise<PassResult> {
  const changed = await schedule.step('changed', takeChanges(pass))
  const families = await schedule.step('families', findAffectedFamilies(pass))
  const candidates = await schedule.step('candidates', findCandidates(pass, families))
  const narrowed = await schedule.step('narrowed', narrowCandidates(pass, candidates))
  const edges = await schedule.step('edges', scoreCandidates(pass, candidates, narrowed))
  const components = await schedule.step('components', findComponents(pass, { candidates, narrowed, edges }))
  const clusters = await schedule.step('clusters', clusterComponents(pass, candidates.rows, components))
  const persons = await schedule.step('persons', personsOfClusters(pass, { candidates, components, clusters }))
  const recordChanges = await schedule.step('recordChanges', changesOfRecords(pass, candidates.keys, persons))
  const linked = { families, candidates, components, clusters, persons }
  const households = await schedule.step('households', formChangedHouseholds(pass, linked))
  const golden = new GoldenCache(persons, households.judgements, pass.context)
  const shown = { persons, households, golden, context: pass.context }
  const personChanges = await schedule.step('personChanges', changesOfPersons(shown))
  const householdChanges = await schedule.step('householdChanges', changesOfHouseholds(pass, persons, households))
  const conflictChanges = await schedule.step(
    'conflictChanges',
    changesOfConflicts(pass, { ...linked, households, golden }),
  )
  const events = await schedule.step('events', [
    ...personChanges.events,
    ...householdChanges.events,
    ...eventsOfConflicts(conflictChanges),
  ])
  return {
    pass,
    changed,
    narrowed,
    edges,
    ...linked,
    recordChanges,
    households,
    personChanges,
    householdChanges,
    conflictChanges,
    events,
  }
}
