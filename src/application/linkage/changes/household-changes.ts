import { goldenFacts } from '../../../domain/registry/golden/golden-facts.js'
import type { HouseholdValue } from '../../../domain/registry/households/household-golden.js'
import type { NewEvent } from '../../../storage/access/events.js'
import {
  deleteHouseholdKeyHolders,
  type HouseholdKeyHolder,
  insertHouseholdKeyHolders,
  replaceHouseholds,
  type StoredHousehold,
} from '../../../storage/households/households.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import type { PassHouseholds } from '../households/form-changed-households.js'
import type { EndedHousehold, IdentifiedHousehold } from '../households/identify-households.js'
import type { Pass } from '../state/pass.js'
import type { PersonSet } from '../state/person-set.js'
import type { RecordSet } from '../state/record-set.js'

/** A household's row before and after a pass. */
export interface HouseholdChange {
  /** Undefined for a new household. */
  readonly before: StoredHousehold | undefined
  readonly after: StoredHousehold
}

/** The households whose rows a pass changes, the events, and the household keys that persons lose and get. */
export interface HouseholdChanges {
  readonly changes: readonly HouseholdChange[]
  readonly events: readonly NewEvent[]
  readonly lostKeys: readonly HouseholdKeyHolder[]
  readonly newKeys: readonly HouseholdKeyHolder[]
}

/** Finds the households whose members or golden values are others than before. */
export function changesOfHouseholds(pass: Pass, persons: PersonSet, households: PassHouseholds): HouseholdChanges {
  const changes: HouseholdChange[] = []
  const events: NewEvent[] = []
  for (const formed of households.formed) {
    const after = householdAfter(pass, persons, formed)
    if (after === undefined) continue
    changes.push({ before: formed.stored, after })
    events.push({ kind: 'household.changed', subjectId: after.id })
  }
  for (const ended of [...households.ended, ...households.redirected]) {
    const { stored, successorIds } = ended
    const state = stateOf(ended)
    const row = { personIds: [], headId: undefined, golden: '{}', changedAt: pass.context.now }
    changes.push({ before: stored, after: { ...stored, ...row, version: stored.version + 1, state, successorIds } })
    const kind = state === 'empty' ? 'household.changed' : (`household.${state}` as const)
    events.push({ kind, subjectId: stored.id, content: { successors: successorIds } })
  }
  return { changes, events, ...changesOfKeys(households, persons) }
}

function stateOf({ successorIds }: EndedHousehold): 'empty' | 'merged' | 'split' {
  if (successorIds.length === 0) return 'empty'
  return successorIds.length === 1 ? 'merged' : 'split'
}

export async function saveHouseholds(tx: Tx, { changes, lostKeys, newKeys }: HouseholdChanges): Promise<void> {
  const rows = changes.map(({ after }) => after).sort((a, b) => (a.id < b.id ? -1 : 1))
  const existing = changes.flatMap(({ before }) => before?.id ?? [])
  await Promise.all([
    replaceHouseholds(tx, rows, existing),
    deleteHouseholdKeyHolders(tx, lostKeys),
    insertHouseholdKeyHolders(tx, newKeys),
  ])
}

/** The household's row after the pass; undefined where it stays as it is. */
function householdAfter(
  pass: Pass,
  persons: PersonSet,
  { id, household, stored }: IdentifiedHousehold,
): StoredHousehold | undefined {
  const { now } = pass.context
  const personIds = household.members.map(({ person }) => person).sort()
  const golden = goldenText(pass, persons, household)
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
    createdAt: stored?.createdAt ?? now,
    changedAt: now,
  }
}

function goldenText(
  { records, context }: Pass,
  persons: PersonSet,
  { members, deceased, absent, kk, area, reason }: IdentifiedHousehold['household'],
): string {
  const own = members.flatMap(({ person }) => persons.get(person).records)
  const facts = goldenFacts(withHouseRecords(own, records), context.trustOf, area?.value)
  const gone = { deceased, ...(absent.length === 0 ? {} : { absent }) }
  return JSON.stringify({ members, ...gone, kk: cited(kk), area: cited(area), reason, facts })
}

/** The value with the id of its record: the record's other values and its version are no part of it. */
function cited(value: HouseholdValue | undefined): object | undefined {
  return value === undefined ? undefined : { value: value.value, record: value.record.id }
}

/** The members' records, and the household records that stand in the same families. */
function withHouseRecords(own: readonly LiveRecord[], records: RecordSet): readonly LiveRecord[] {
  const houses = new Map<string, LiveRecord>()
  for (const record of own) {
    for (const id of records.familyOf(record)) {
      const other = records.find(id)
      if (other?.subject === 'household') houses.set(id, other)
    }
  }
  return [...own, ...houses.values()]
}

function changesOfKeys(
  { placementOf }: PassHouseholds,
  persons: PersonSet,
): Pick<HouseholdChanges, 'lostKeys' | 'newKeys'> {
  const lostKeys: HouseholdKeyHolder[] = []
  const newKeys: HouseholdKeyHolder[] = []
  for (const [personId, { key }] of placementOf) {
    const before = persons.get(personId).stored?.placement?.key
    if (before === key) continue
    if (before !== undefined) lostKeys.push({ key: before, personId })
    newKeys.push({ key, personId })
  }
  for (const { stored } of persons.ended.values()) {
    if (stored.placement !== undefined) lostKeys.push({ key: stored.placement.key, personId: stored.id })
  }
  return { lostKeys, newKeys }
}
