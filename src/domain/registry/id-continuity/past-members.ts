import type { CurrentGroup, Predecessor } from './continuity.js'

/** A person, whose members are records, or a household, whose members are persons. */
export interface IdOwner {
  readonly id: string
  readonly state: string
  readonly successorIds: readonly string[]
  readonly createdAt: Date
}

/** A membership that goes on. */
export interface Membership {
  readonly memberId: string
  readonly ownerId: string
  readonly beganAt: Date
}

/** A membership that has ended. */
export interface EndedMembership extends Membership {
  readonly endedAt: Date
}

/** An id that has ended, with its members at that time. */
export interface EndedId<Stored extends IdOwner> extends Predecessor {
  readonly stored: Stored
}

/** The former owners of some members. */
export interface Past<Stored extends IdOwner> {
  /** When members joined, in milliseconds, the last time first; by owner and member. */
  readonly joined: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>
  readonly ended: readonly EndedId<Stored>[]
  /** The present owners, outside the groups of the pass, of members that ended owners had. */
  readonly elsewhere: readonly CurrentGroup[]
}

export const NO_PAST: Past<never> = { joined: new Map(), ended: [], elsewhere: [] }

/** Makes the past out of the memberships of members and of their ended owners. */
export function pastOf<Stored extends IdOwner>(
  ended: readonly Stored[],
  memberships: readonly Membership[],
  { last, holders }: { last: ReadonlyMap<string, string[]>; holders: ReadonlyMap<string, string> },
): Past<Stored> {
  const joined = joiningsOf(memberships)
  return {
    joined,
    ended: ended.map((stored) => {
      const { id, createdAt } = stored
      return { id, createdAt, stored, members: last.get(id) ?? [], joined: joined.get(id) }
    }),
    elsewhere: groupsOf(holders),
  }
}

function joiningsOf(memberships: readonly Membership[]): Map<string, Map<string, readonly number[]>> {
  const joined = new Map<string, Map<string, readonly number[]>>()
  for (const { ownerId, memberId, beganAt } of memberships) {
    const members = joined.get(ownerId) ?? new Map<string, readonly number[]>()
    const times = new Set(members.get(memberId)).add(beganAt.getTime())
    members.set(
      memberId,
      [...times].sort((a, b) => b - a),
    )
    joined.set(ownerId, members)
  }
  return joined
}

/** The last members of ended owners: an owner ends with the memberships that end last, all at one moment. */
export function lastMembers(memberships: readonly EndedMembership[]): Map<string, string[]> {
  const ends = new Map<string, number>()
  for (const { ownerId, endedAt } of memberships) {
    ends.set(ownerId, Math.max(ends.get(ownerId) ?? 0, endedAt.getTime()))
  }
  const last = new Map<string, string[]>()
  for (const { ownerId, memberId, endedAt } of memberships) {
    if (endedAt.getTime() === ends.get(ownerId)) last.set(ownerId, [...(last.get(ownerId) ?? []), memberId])
  }
  return last
}

function groupsOf(holders: ReadonlyMap<string, string>): CurrentGroup[] {
  const groups = new Map<string, string[]>()
  for (const [member, id] of holders) groups.set(id, [...(groups.get(id) ?? []), member])
  return [...groups].map(([id, members]) => ({ id, members }))
}
