import type { CurrentGroup, Predecessor } from '../../../domain/registry/id-continuity/continuity.js'
import type { PastStay } from '../../../storage/persons/person-reading.js'

/** A person or household by its id. */
export interface Owner {
  readonly id: string
  readonly state: string
  readonly successorIds: readonly string[]
  readonly createdAt: Date
}

/** An id that has ended, with the members that it had at its end. */
export interface EndedId<Stored extends Owner> extends Predecessor {
  readonly stored: Stored
}

/** What the past says of members: whose they were, and from when. */
export interface Past<Stored extends Owner> {
  /** When members joined, in milliseconds, the last time first; by owner and member. */
  readonly joined: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>
  readonly ended: readonly EndedId<Stored>[]
  /** Those among whom the other members of the ended are now. */
  readonly elsewhere: readonly CurrentGroup[]
}

/** Where the past of members is read. */
export interface PastReads<Stored extends Owner> {
  /** The stays of these members that have ended. */
  readonly staysOf: (members: readonly string[]) => Promise<readonly PastStay[]>
  /** The owners of these ids, whatever their state. */
  readonly find: (owners: readonly string[]) => Promise<readonly Stored[]>
  /** The stays with these owners that have ended. */
  readonly staysWith: (owners: readonly string[]) => Promise<readonly PastStay[]>
  /** Whose members are now that are not in the groups of the pass; those who are nobody's are left out. */
  readonly holdersOf: (members: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** A stay that goes on. */
export type PresentStay = Omit<PastStay, 'endedAt'>

export const NO_PAST: Past<never> = { joined: new Map(), ended: [], elsewhere: [] }

/** Reads the ids that have ended and that members had, with all whom these held last. */
export async function readPast<Stored extends Owner>(
  reads: PastReads<Stored>,
  members: readonly string[],
  present: readonly PresentStay[],
): Promise<Past<Stored>> {
  const past = await reads.staysOf(members)
  const owners = await reads.find([...new Set(past.map(({ ownerId }) => ownerId))])
  const ended = owners.filter(({ state }) => state !== 'live')
  const stays = ended.length === 0 ? [] : await reads.staysWith(ended.map(({ id }) => id))
  const joined = joiningsOf([...present, ...past, ...stays])
  const last = lastMembers(stays)
  const holders = await reads.holdersOf([...new Set([...last.values()].flat())])
  return {
    joined,
    ended: ended.map((stored) => {
      const { id, createdAt } = stored
      return { id, createdAt, stored, members: last.get(id) ?? [], joined: joined.get(id) }
    }),
    elsewhere: groupsOf(holders),
  }
}

function joiningsOf(stays: readonly PresentStay[]): Map<string, Map<string, readonly number[]>> {
  const joined = new Map<string, Map<string, readonly number[]>>()
  for (const { ownerId, memberId, beganAt } of stays) {
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

/** Whoever has ended lost all whom they had left at that moment, the last at which they lost any. */
function lastMembers(stays: readonly PastStay[]): Map<string, string[]> {
  const ends = new Map<string, number>()
  for (const { ownerId, endedAt } of stays) ends.set(ownerId, Math.max(ends.get(ownerId) ?? 0, endedAt.getTime()))
  const last = new Map<string, string[]>()
  for (const { ownerId, memberId, endedAt } of stays) {
    if (endedAt.getTime() === ends.get(ownerId)) last.set(ownerId, [...(last.get(ownerId) ?? []), memberId])
  }
  return last
}

function groupsOf(holders: ReadonlyMap<string, string>): CurrentGroup[] {
  const groups = new Map<string, string[]>()
  for (const [member, id] of holders) groups.set(id, [...(groups.get(id) ?? []), member])
  return [...groups].map(([id, members]) => ({ id, members }))
}
