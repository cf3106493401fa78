import type { Household } from '../../../domain/registry/households/household.js'
import {
  type Continuity,
  continueIds,
  type Predecessor,
  reviveIds,
} from '../../../domain/registry/id-continuity/continuity.js'
import { type Membership, NO_PAST, type Past } from '../../../domain/registry/id-continuity/past-members.js'
import { redirect, type Succession } from '../../../domain/registry/id-continuity/redirect.js'
import type { StoredHousehold } from '../../../storage/households/households.js'
import { readPast } from '../id-continuity/read-past.js'
import type { PersonSet } from '../state/person-set.js'
import type { RegistryView } from '../state/registry-view.js'

/** A household after the pass. */
export interface IdentifiedHousehold {
  readonly id: string
  readonly household: Household
  /** As stored before, also where the id had ended; undefined for a new household. */
  readonly stored: StoredHousehold | undefined
}

/** A household without members and the households that its members went to. */
export type EndedHousehold = Succession<StoredHousehold>

/** The formed households with their ids. */
export interface IdentifiedHouseholds {
  readonly formed: readonly IdentifiedHousehold[]
  readonly ended: readonly EndedHousehold[]
  /** Households that had ended before and whose id leads to another household from now on. */
  readonly redirected: readonly EndedHousehold[]
  /** By person; undefined for the dead. */
  readonly householdOf: ReadonlyMap<string, string | undefined>
}

interface Reformed {
  readonly persons: PersonSet
  /** The persons whose household was formed anew. */
  readonly reformed: ReadonlySet<string>
  readonly newId: () => string
}

/**
 * Identifies the formed households. A household takes the id of the one that most of its members come from, else that of an
 * ended one whose last members they were, else a new one. Ids that stay ended lead to the household with most of their
 * former members.
 */
export async function identifyHouseholds(
  view: RegistryView,
  households: readonly Household[],
  { persons, reformed, newId }: Reformed,
): Promise<IdentifiedHouseholds> {
  const former = await formerHouseholds(view, persons, reformed)
  const parts = households.map(({ members }) => members.map(({ person }) => person))
  const continuity = continueIds(predecessors(former, persons), parts)
  const past = await readPastOfSplit(view, parts, { continuity, former, persons, reformed })
  const { ids, ended } = past === NO_PAST ? continuity : continueIds(predecessors(former, persons, past), parts)
  const groups = [...parts.map((members, place) => ({ id: ids[place], members })), ...past.elsewhere]
  const returns = reviveIds(past.ended, groups)
  const storedById = new Map([...former, ...past.ended.map(({ stored }) => stored)].map((each) => [each.id, each]))
  const formed = households.map((household, place) => {
    const id = ids[place] ?? returns.ids.get(place) ?? newId()
    return { id, household, stored: storedById.get(id) }
  })
  const endedNow = ended.flatMap(({ id, successors }) => {
    const stored = storedById.get(id)
    return stored === undefined
      ? []
      : [{ stored, successorIds: successors.flatMap((place) => formed[place]?.id ?? []) }]
  })
  const idAt = (place: number): string | undefined => formed[place]?.id ?? groups[place]?.id
  const householdOf = new Map<string, string | undefined>([...reformed].map((id) => [id, undefined]))
  for (const { id, household } of formed) for (const { person } of household.members) householdOf.set(person, id)
  return { formed, ended: endedNow, redirected: redirect(past.ended, endedNow, { returns, idAt }), householdOf }
}

function formerHouseholds(
  view: RegistryView,
  persons: PersonSet,
  reformed: ReadonlySet<string>,
): Promise<readonly StoredHousehold[]> {
  const ids = new Set<string>()
  for (const id of reformed) {
    const former = persons.get(id).stored?.householdId
    if (former !== undefined) ids.add(former)
  }
  for (const { stored } of persons.ended.values()) if (stored.householdId !== undefined) ids.add(stored.householdId)
  return view.households(ids)
}

/** The former households, with the survivor in the place of a person who was merged into another. */
function predecessors(
  former: readonly StoredHousehold[],
  persons: PersonSet,
  { joined }: Past<StoredHousehold> = NO_PAST,
): Predecessor[] {
  return former.map(({ id, createdAt, personIds }) => {
    const members = personIds.map((person) => persons.ended.get(person)?.successorIds[0] ?? person)
    const substitutes = new Set(members.filter((member) => !personIds.includes(member)))
    return { id, createdAt, members, substitutes, joined: joined.get(id) }
  })
}

interface Split extends Omit<Reformed, 'newId'> {
  readonly continuity: Continuity
  readonly former: readonly StoredHousehold[]
}

/**
 * Reads the former households of the known persons whose new household goes on with no id, and of the persons who shared a
 * household with them. Most passes have none and read nothing.
 */
async function readPastOfSplit(
  view: RegistryView,
  parts: readonly (readonly string[])[],
  { continuity: { ids }, former, persons, reformed }: Split,
): Promise<Past<StoredHousehold>> {
  const split = parts.flatMap((members, place) =>
    ids[place] === undefined ? members.filter((id) => persons.get(id).stored !== undefined) : [],
  )
  if (split.length === 0) return NO_PAST
  const left = new Set(split.flatMap((id) => persons.get(id).stored?.householdId ?? []))
  const members = new Set(split)
  for (const { id, personIds } of former) if (left.has(id)) for (const person of personIds) members.add(person)
  return readPast(
    {
      membershipsOf: (ids) => view.pastHouseholdsOf(ids),
      owners: (ids) => view.households(ids),
      formerMembersOf: (ids) => view.pastMembersOf(ids),
      presentOwnersOf: async (ids) => {
        const others = await view.persons(ids.filter((id) => !reformed.has(id) && !persons.ended.has(id)))
        return new Map(others.flatMap(({ id, householdId }) => (householdId === undefined ? [] : [[id, householdId]])))
      },
    },
    [...members],
    [...members].flatMap((id) => presentMembership(persons, id)),
  )
}

function presentMembership(persons: PersonSet, memberId: string): Membership[] {
  const { householdId, householdSince } = persons.live.get(memberId)?.stored ?? {}
  return householdId === undefined || householdSince === undefined
    ? []
    : [{ memberId, ownerId: householdId, beganAt: householdSince }]
}
