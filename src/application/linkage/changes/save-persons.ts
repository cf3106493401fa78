import { packGolden } from '../../../domain/registry/golden/packed-golden.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import type { NewEvent } from '../../../storage/access/events.js'
import { insertPastHouseholds } from '../../../storage/households/households.js'
import { type PastMembership, replacePersons, type StoredPerson } from '../../../storage/persons/persons.js'
import { savePersonTerms } from './save-person-terms.js'
import type { GoldenCache } from '../state/golden-cache.js'
import type { FormedHouseholds } from '../households/form-households.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { EndedPerson, LivePerson, PersonSet } from '../state/person-set.js'
import type { PersonChange, PersonChanges } from './person-change.js'

interface Settled {
  readonly people: PersonSet
  readonly housing: FormedHouseholds
  readonly golden: GoldenCache
  readonly context: LinkingContext
}

/** Works out which persons are other than before, with their golden values and households. */
export function changesOfPersons(settled: Settled): PersonChanges {
  const { people, context } = settled
  const changes: PersonChange[] = []
  const past: PastMembership[] = []
  const events: NewEvent[] = []
  for (const person of people.live.values()) {
    const after = personAfter(person, settled)
    if (after === undefined) continue
    const isFresh = person.isChanged || person.stored === undefined
    changes.push({ before: person.stored, after, golden: isFresh ? settled.golden.of(person).golden : undefined })
    past.push(...pastHousehold(person.stored, after.householdId, context))
    events.push(...eventsOf(person, after))
  }
  for (const ended of [...people.ended.values(), ...people.redirected]) {
    changes.push({ before: ended.stored, after: endedPerson(ended, context) })
    past.push(...pastHousehold(ended.stored, undefined, context))
    events.push({
      kind: `person.${ended.state}`,
      subjectId: ended.stored.id,
      content: { successors: ended.successorIds },
    })
  }
  return { changes, past, events }
}

/** Writes the changed persons. */
export async function savePersons(tx: Tx, { changes, past }: PersonChanges): Promise<void> {
  const persons = changes.map(({ after }) => after).sort((a, b) => (a.id < b.id ? -1 : 1))
  const known = changes.flatMap(({ before }) => before?.id ?? [])
  await Promise.all([replacePersons(tx, persons, known), savePersonTerms(tx, changes), insertPastHouseholds(tx, past)])
}

/** The person's row as it will be; undefined where it stays as it is. */
function personAfter(person: LivePerson, { housing, golden: book, context }: Settled): StoredPerson | undefined {
  const { id, records, stored, isChanged } = person
  const recordIds = records.map((record) => record.id)
  const householdId = housing.householdOf.has(id) ? housing.householdOf.get(id) : stored?.householdId
  const placement = housing.placementOf.get(id) ?? stored?.placement
  const isPlaced =
    householdId === stored?.householdId && JSON.stringify(placement) === JSON.stringify(stored?.placement)
  if (!isChanged && isPlaced) return undefined
  const golden = isChanged || stored === undefined ? goldenText(person, book) : stored.golden
  if (stored !== undefined && isPlaced && golden === stored.golden && sameIds(recordIds, stored.recordIds))
    return undefined
  const isSameHousehold = householdId === stored?.householdId
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
    golden,
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

function endedPerson({ stored, state, successorIds }: EndedPerson, { now }: LinkingContext): StoredPerson {
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

/** A person that gets records has been linked; one that only shows other values or lives elsewhere has changed. */
function eventsOf({ stored }: LivePerson, after: StoredPerson): NewEvent[] {
  const known = new Set(stored?.recordIds)
  const added = after.recordIds.filter((id) => !known.has(id))
  if (added.length > 0) return [{ kind: 'person.linked', subjectId: after.id, content: { records: added } }]
  return [{ kind: 'person.changed', subjectId: after.id }]
}
