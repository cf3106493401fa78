import { goldenFacts } from '../../domain/registry/golden-facts.js'
import type { HouseholdValue } from '../../domain/registry/household-golden.js'
import type { Tx } from '../../storage/connection.js'
import { insertEvents, type NewEvent } from '../../storage/events.js'
import {
  deleteHouseholdKeyHolders,
  type HouseholdKeyHolder,
  insertHouseholdKeyHolders,
  replaceHouseholds,
  type StoredHousehold,
} from '../../storage/households.js'
import type { LiveRecord } from '../../storage/live-records.js'
import type { FormedHousehold, Housing } from './house-people.js'
import type { LinkingContext } from './linking-context.js'
import type { People } from './people.js'
import type { Workspace } from './workspace.js'

interface Settled {
  readonly housing: Housing
  readonly people: People
  readonly workspace: Workspace
  readonly context: LinkingContext
}

/** Writes the households that are other than before and the keys under which persons are held to them. */
export async function saveHouseholds(tx: Tx, settled: Settled): Promise<void> {
  const { housing, context } = settled
  const written: StoredHousehold[] = []
  const events: NewEvent[] = []
  for (const formed of housing.formed) {
    const after = householdAfter(formed, settled)
    if (after === undefined) continue
    written.push(after)
    events.push({ kind: 'household.changed', subjectId: after.id })
  }
  for (const { stored, successorIds } of housing.ended) {
    const state = successorIds.length === 0 ? 'empty' : successorIds.length === 1 ? 'merged' : 'split'
    const ended = { personIds: [], headId: undefined, golden: '{}', changedAt: context.now }
    written.push({ ...stored, ...ended, version: stored.version + 1, state, successorIds })
    const kind = state === 'empty' ? 'household.changed' : (`household.${state}` as const)
    events.push({ kind, subjectId: stored.id, content: { successors: successorIds } })
  }
  const known = written.filter(({ version }) => version > 1).map(({ id }) => id)
  await replaceHouseholds(
    tx,
    written.sort((a, b) => (a.id < b.id ? -1 : 1)),
    known,
  )
  await saveKeys(tx, settled)
  await insertEvents(tx, events)
}

/** The household's row as it will be; undefined where it stays as it is. */
function householdAfter({ id, household, stored }: FormedHousehold, settled: Settled): StoredHousehold | undefined {
  const { context } = settled
  const personIds = household.members.map(({ person }) => person).sort()
  const golden = goldenText({ id, household, stored }, settled)
  const isSame = stored?.headId === household.head && stored.golden === golden
  if (isSame && stored.personIds.join() === personIds.join()) return undefined
  return {
    id,
    version: (stored?.version ?? 0) + 1,
    state: 'live',
    successorIds: [],
    personIds,
    headId: household.head,
    golden,
    createdAt: stored?.createdAt ?? context.now,
    changedAt: context.now,
  }
}

function goldenText({ household }: FormedHousehold, { people, workspace, context }: Settled): string {
  const { members, deceased, kk, area, reason } = household
  const facts = goldenFacts(recordsOfHouse(household, people, workspace), context.trustOf, area?.value)
  return JSON.stringify({ members, deceased, kk: cited(kk), area: cited(area), reason, facts })
}

/** The record by its id: the rest of what it says, and its version, are no part of the value. */
function cited(value: HouseholdValue | undefined): object | undefined {
  return value === undefined ? undefined : { value: value.value, record: value.record.id }
}

/** The members' records, and the rows about the house that their lists have under the same family. */
function recordsOfHouse(
  { members }: FormedHousehold['household'],
  people: People,
  workspace: Workspace,
): readonly LiveRecord[] {
  const records = members.flatMap(({ person }) => people.get(person).records)
  const houses = new Map<string, LiveRecord>()
  for (const record of records) {
    for (const id of workspace.familyOf(record)) {
      const other = workspace.records.get(id)
      if (other?.subject === 'household') houses.set(id, other)
    }
  }
  return [...records, ...houses.values()]
}

async function saveKeys(tx: Tx, { housing, people }: Settled): Promise<void> {
  const gone: HouseholdKeyHolder[] = []
  const added: HouseholdKeyHolder[] = []
  for (const [personId, { key }] of housing.placementOf) {
    const before = people.get(personId).stored?.placement?.key
    if (before === key) continue
    if (before !== undefined) gone.push({ key: before, personId })
    added.push({ key, personId })
  }
  for (const { stored } of people.ended.values()) {
    if (stored.placement !== undefined) gone.push({ key: stored.placement.key, personId: stored.id })
  }
  await deleteHouseholdKeyHolders(tx, gone)
  await insertHouseholdKeyHolders(tx, added)
}
