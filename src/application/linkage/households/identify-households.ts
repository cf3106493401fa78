import {
  type Continuity,
  continueIds,
  type Predecessor,
  reviveIds,
} from '../../../domain/registry/id-continuity/continuity.js'
import type { Household } from '../../../domain/registry/households/household.js'
import { listPastMembersOf } from '../../../storage/households/household-reading.js'
import { findHouseholds, type StoredHousehold } from '../../../storage/households/households.js'
import { listPastHouseholdsOf } from '../../../storage/households/household-reading.js'
import { findPersons } from '../../../storage/persons/persons.js'
import { NO_PAST, type Past, type PresentStay, readPast } from '../id-continuity/ended-ids.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { PassReads } from '../state/pass-reads.js'
import type { PersonSet } from '../state/person-set.js'
import { redirect } from '../id-continuity/redirect.js'

/** A household as the pass leaves it. */
export interface FormedHousehold {
  readonly id: string
  readonly household: Household
  /** As it was, also where its id had ended; undefined for a new one. */
  readonly stored: StoredHousehold | undefined
}

interface EndedHousehold {
  readonly stored: StoredHousehold
  readonly successorIds: readonly string[]
}

/** Which households the formed ones are. */
export interface IdentifiedHouseholds {
  readonly formed: readonly FormedHousehold[]
  /** Households that nobody lives in any more, with those in which their members are. */
  readonly ended: readonly EndedHousehold[]
  /** Households that had ended before, and whose id is to lead to another from now on. */
  readonly redirected: readonly EndedHousehold[]
  /** By person; undefined for the dead. */
  readonly householdOf: ReadonlyMap<string, string | undefined>
}

interface Housed {
  readonly people: PersonSet
  /** Whose household was formed anew. */
  readonly rehoused: ReadonlySet<string>
  readonly context: LinkingContext
}

/**
 * Gives the formed households the ids of those from which they got their members; where these go on elsewhere, those that had
 * ended and whose members they were last; new ones where there are none. Ids that stay ended lead to the household that has
 * most of whom they had.
 */
export async function identifyHouseholds(
  reads: PassReads,
  households: readonly Household[],
  { people, rehoused, context }: Housed,
): Promise<IdentifiedHouseholds> {
  const former = await formerHouseholds(reads, people, rehoused)
  const parts = households.map(({ members }) => members.map(({ person }) => person))
  const continuity = continueIds(predecessors(former, people), parts)
  const past = await readLeftPast(reads, parts, { continuity, former, people, rehoused })
  const { ids, ended } = past === NO_PAST ? continuity : continueIds(predecessors(former, people, past), parts)
  const groups = [...parts.map((members, place) => ({ id: ids[place], members })), ...past.elsewhere]
  const returns = reviveIds(past.ended, groups)
  const storedById = new Map([...former, ...past.ended.map(({ stored }) => stored)].map((each) => [each.id, each]))
  const formed = households.map((household, place) => {
    const id = ids[place] ?? returns.ids.get(place) ?? context.newId()
    return { id, household, stored: storedById.get(id) }
  })
  const endedNow = ended.flatMap(({ id, successors }) => {
    const stored = storedById.get(id)
    return stored === undefined
      ? []
      : [{ stored, successorIds: successors.flatMap((place) => formed[place]?.id ?? []) }]
  })
  const idAt = (place: number): string | undefined => formed[place]?.id ?? groups[place]?.id
  const householdOf = new Map<string, string | undefined>([...rehoused].map((id) => [id, undefined]))
  for (const { id, household } of formed) for (const { person } of household.members) householdOf.set(person, id)
  return { formed, ended: endedNow, redirected: redirect(past.ended, endedNow, { returns, idAt }), householdOf }
}

function formerHouseholds(
  reads: PassReads,
  people: PersonSet,
  rehoused: ReadonlySet<string>,
): Promise<readonly StoredHousehold[]> {
  const ids = new Set<string>()
  for (const id of rehoused) {
    const former = people.get(id).stored?.householdId
    if (former !== undefined) ids.add(former)
  }
  for (const { stored } of people.ended.values()) if (stored.householdId !== undefined) ids.add(stored.householdId)
  return reads.households(ids)
}

/** With the survivor in the place of whoever went over into another. */
function predecessors(
  former: readonly StoredHousehold[],
  people: PersonSet,
  { joined }: Past<StoredHousehold> = NO_PAST,
): Predecessor[] {
  return former.map(({ id, createdAt, personIds }) => {
    const members = personIds.map((person) => survivorOf(people, person))
    const substitutes = new Set(members.filter((member) => !personIds.includes(member)))
    return { id, createdAt, members, substitutes, joined: joined.get(id) }
  })
}

function survivorOf(people: PersonSet, id: string): string {
  return people.ended.get(id)?.successorIds[0] ?? id
}

interface Left {
  readonly continuity: Continuity
  readonly former: readonly StoredHousehold[]
  readonly people: PersonSet
  readonly rehoused: ReadonlySet<string>
}

/**
 * The past of those who form a household by themselves and are not new, and of those with whom they lived. Nothing is read
 * where nobody does.
 */
async function readLeftPast(
  { conn }: PassReads,
  parts: readonly (readonly string[])[],
  { continuity: { ids }, former, people, rehoused }: Left,
): Promise<Past<StoredHousehold>> {
  const known = parts.flatMap((members, place) =>
    ids[place] === undefined ? members.filter((id) => people.get(id).stored !== undefined) : [],
  )
  if (known.length === 0) return NO_PAST
  const left = new Set(known.flatMap((id) => people.get(id).stored?.householdId ?? []))
  const members = new Set(known)
  for (const { id, personIds } of former) if (left.has(id)) for (const person of personIds) members.add(person)
  return readPast(
    {
      staysOf: (persons) => listPastHouseholdsOf(conn, persons),
      find: (households) => findHouseholds(conn, households),
      staysWith: (households) => listPastMembersOf(conn, households),
      holdersOf: async (persons) => {
        const others = await findPersons(
          conn,
          persons.filter((id) => !rehoused.has(id) && !people.ended.has(id)),
        )
        return new Map(others.flatMap(({ id, householdId }) => (householdId === undefined ? [] : [[id, householdId]])))
      },
    },
    [...members],
    [...members].flatMap((id) => presentStay(people, id)),
  )
}

function presentStay(people: PersonSet, memberId: string): PresentStay[] {
  const stored = people.live.get(memberId)?.stored
  const { householdId, householdSince } = stored ?? {}
  return householdId === undefined || householdSince === undefined
    ? []
    : [{ memberId, ownerId: householdId, beganAt: householdSince }]
}
