import { packGolden } from '../../../domain/registry/golden/packed-golden.js'
import type { NewEvent } from '../../../storage/access/events.js'
import { insertPastHouseholds } from '../../../storage/households/households.js'
import { type PastMembership, replacePersons, type StoredPerson } from '../../../storage/persons/persons.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PassHouseholds } from '../households/form-changed-households.js'
import type { GoldenCache } from '../state/golden-cache.js'
import type { FormerPerson, LivePerson, PersonSet } from '../state/person-set.js'
import { type PersonChange, savePersonTerms } from './person-terms.js'

/** The persons whose rows a pass changes, the households that they leave, and the events. */
export interface PersonChanges {
  readonly changes: readonly PersonChange[]
  readonly past: readonly PastMembership[]
  readonly events: readonly NewEvent[]
}

/** The persons of a pass with their households and golden values. */
interface PersonsOfPass {
  readonly persons: PersonSet
  readonly households: PassHouseholds
  readonly golden: GoldenCache
  readonly context: LinkingContext
}

/** Finds the persons whose records, golden values or household are others than before. */
export function changesOfPersons(linked: PersonsOfPass): PersonChanges {
  const { persons, context } = linked
  const changes: PersonChange[] = []
  const past: PastMembership[] = []
  const events: NewEvent[] = []
  for (const person of persons.live.values()) {
    const after = personAfter(person, linked)
    if (after === undefined) continue
    const isFresh = person.isChanged || person.stored === undefined
    changes.push({ before: person.stored, after, golden: isFresh ? linked.golden.of(person).golden : undefined })
    past.push(...pastHousehold(person.stored, after.householdId, context))
    events.push(eventOf(person, after))
  }
  for (const ended of [...persons.ended.values(), ...persons.redirected]) {
    const { stored, state, successorIds } = ended
    changes.push({ before: stored, after: endedRow(ended, context) })
    past.push(...pastHousehold(stored, undefined, context))
    events.push({ kind: `person.${state}`, subjectId: stored.id, content: { successors: successorIds } })
  }
  return { changes, past, events }
}

export async function savePersons(tx: Tx, { changes, past }: PersonChanges): Promise<void> {
  const rows = changes.map(({ after }) => after).sort((a, b) => (a.id < b.id ? -1 : 1))
  const existing = changes.flatMap(({ before }) => before?.id ?? [])
  await Promise.all([replacePersons(tx, rows, existing), savePersonTerms(tx, changes), insertPastHouseholds(tx, past)])
}

/** The person's row after the pass; undefined where it stays as it is. */
function personAfter(person: LivePerson, { households, golden, context }: PersonsOfPass): StoredPerson | undefined {
  const { id, records, stored, isChanged } = person
  const recordIds = records.map((record) => record.id)
  const householdId = households.householdOf.has(id) ? households.householdOf.get(id) : stored?.householdId
  const placement = households.placementOf.get(id) ?? stored?.placement
  const isSameHousehold = householdId === stored?.householdId
  const isSamePlace = isSameHousehold && JSON.stringify(placement) === JSON.stringify(stored?.placement)
  if (!isChanged && isSamePlace) return undefined
  const text = isChanged || stored === undefined ? goldenText(person, golden) : stored.golden
  if (stored !== undefined && isSamePlace && text === stored.golden && sameIds(recordIds, stored.recordIds))
    return undefined
  return {
    id,
    version: (stored?.version ?? 0) + 1,
    state: 'live',
    successorIds: [],
    recordIds,
    sources: [...new Set(records.map(({ source }) => source))].sort(),
    householdId,
    householdSince: householdId === undefined ? undefined : isSameHousehold ? stored?.householdSince : context.now,
    placement,
    golden: text,
    createdAt: stored?.createdAt ?? context.now,
    changedAt: context.now,
  }
}

function goldenText(person: LivePerson, golden: GoldenCache): string {
  const recordIds = person.records.map(({ id }) => id)
  return JSON.stringify(packGolden(golden.of(person).golden, recordIds))
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at])
}

function pastHousehold(
  stored: StoredPerson | undefined,
  householdId: string | undefined,
  { now }: LinkingContext,
): PastMembership[] {
  if (stored?.householdId === undefined || stored.householdId === householdId) return []
  return [{ memberId: stored.id, ownerId: stored.householdId, beganAt: stored.householdSince ?? now, endedAt: now }]
}

function endedRow({ stored, state, successorIds }: FormerPerson, { now }: LinkingContext): StoredPerson {
  return {
    ...stored,
    version: stored.version + 1,
    state,
    successorIds,
    recordIds: [],
    sources: [],
    householdId: undefined,
    householdSince: undefined,
    placement: undefined,
    golden: '{}',
    changedAt: now,
  }
}

/** A person that gets records has been linked; one with other golden values or another household has changed. */
function eventOf({ stored }: LivePerson, after: StoredPerson): NewEvent {
  const former = new Set(stored?.recordIds)
  const added = after.recordIds.filter((id) => !former.has(id))
  if (added.length > 0) return { kind: 'person.linked', subjectId: after.id, content: { records: added } }
  return { kind: 'person.changed', subjectId: after.id }
}
