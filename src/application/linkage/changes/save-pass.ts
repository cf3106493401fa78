import { insertEvents } from '../../../storage/access/events.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { saveConflicts } from './conflict-changes.js'
import { saveHouseholds } from './household-changes.js'
import type { PassResult, PassSteps } from './pass-steps.js'
import { savePersons } from './person-changes.js'
import { saveEdges, saveKeys, saveRecords } from './record-changes.js'

type Saves = {
  readonly [Name in keyof PassSteps]?: (tx: Tx, result: PassSteps[Name]) => Promise<void>
}

const SAVES: Saves = {
  candidates: (tx, { keys }) => saveKeys(tx, keys),
  edges: saveEdges,
  recordChanges: saveRecords,
  personChanges: savePersons,
  householdChanges: saveHouseholds,
  conflictChanges: saveConflicts,
  events: insertEvents,
}

/** Writes what the step leads to; undefined where that is nothing. */
export function saveStep<Name extends keyof PassSteps>(
  tx: Tx,
  name: Name,
  result: PassSteps[Name],
): Promise<void> | undefined {
  return SAVES[name]?.(tx, result)
}

/** Writes all that a pass leads to, step by step. */
export async function savePass(tx: Tx, result: PassResult): Promise<void> {
  const names = Object.keys(SAVES) as (keyof PassSteps)[]
  await Promise.all(names.flatMap((name) => saveStep(tx, name, result[name]) ?? []))
}
