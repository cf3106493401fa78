import { goldenFacts } from '../../../domain/registry/golden/golden-facts.js'
import type { HouseholdValue } from '../../../domain/registry/households/household-golden.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import type { NewEvent } from '../../../storage/access/events.js'
import {
  deleteHouseholdKeyHolders,
  type HouseholdKeyHolder,
  insertHouseholdKeyHolders,
  replaceHouseholds,
  type StoredHousehold,
} from '../../../storage/households/households.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { FormedHouseholds } from '../households/form-households.js'
import type { FormedHousehold } from '../households/identify-households.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

interface Settled {
  readonly housing: FormedHouseholds
  readonly people: PersonSet
  readonly workspace: RecordSet
  readonly context: LinkingContext
}

/** A household's row as it was and as it will be. */
export interface HouseholdChange {
  /** Undefined for a new household. */
  readonly before: StoredHousehold | undefined
  readonly after: StoredHousehold
}

/** The households that a pass leaves other than before, what is to be told of it, and the keys that persons lose and get. */
export interface HouseholdChanges {
  readonly changes: readonly HouseholdChange[]
  readonly events: readonly NewEvent[]
  readonly lostKeys: readonly HouseholdKeyHolder[]
  readonly newKeys: readonly HouseholdKeyHolder[]
}

/** Works out which households are other than before, and the keys under which persons are held to them. */
export function changesOfHouseholds(settled: Settled): HouseholdChanges {
  const { housing, context } = settled
  const changes: HouseholdChange[] = []
  const events: NewEvent[] = []
  for (const formed of housing.formed) {
    const after = householdAfter(formed, settled)
    if (after === undefined) continue
    changes.push({ before: formed.stored, after })
    events.push({ kind: 'household.changed', subjectId: after.id })
  }
  for (const { stored, successorIds } of [...housing.ended, ...housing.redirected]) {
    const state = successorIds.length === 0 ? 'empty' : successorIds.length === 1 ? 'merged' : 'split'
    const ended = { personIds: [], headId: undefined, golden: '{}', changedAt: context.now }
    changes.push({ before: stored, after: { ...stored, ...ended, version: stored.version + 1, state, successorIds } })
    const kind = state === 'empty' ? 'household.changed' : (`household.${state}` as const)
    events.push({ kind, subjectId: stored.id, content: { successors: successorIds } })
  }
  return { changes, events, ...changesOfKeys(settled) }
}

/** Writes the changed households and keys. */
export async function saveHouseholds(tx: Tx, { changes, lostKeys, newKeys }: HouseholdChanges): Promise<void> {
  const households = changes.map(({ after }) => after).sort((a, b) => (a.id < b.id ? -1 : 1))
  const known = changes.flatMap(({ before }) => before?.id ?? [])
  await Promise.all([
    replaceHouseholds(tx, households, known),
    deleteHouseholdKeyHolders(tx, lostKeys),
    insertHouseholdKeyHolders(tx, newKeys),
  ])
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
  people: PersonSet,
  workspace: RecordSet,
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

function changesOfKeys({ housing, people }: Settled): Pick<HouseholdChanges, 'lostKeys' | 'newKeys'> {
  const lostKeys: HouseholdKeyHolder[] = []
  const newKeys: HouseholdKeyHolder[] = []
  for (const [personId, { key }] of housing.placementOf) {
    const before = people.get(personId).stored?.placement?.key
    if (before === key) continue
    if (before !== undefined) lostKeys.push({ key: before, personId })
    newKeys.push({ key, personId })
  }
  for (const { stored } of people.ended.values()) {
    if (stored.placement !== undefined) lostKeys.push({ key: stored.placement.key, personId: stored.id })
  }
  return { lostKeys, newKeys }
}
