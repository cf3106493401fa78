import {
  type EndedMembership,
  type IdOwner,
  lastMembers,
  type Membership,
  type Past,
  pastOf,
} from '../../../domain/registry/id-continuity/past-members.js'

/** The reads that the past of members takes. */
export interface PastReads<Stored extends IdOwner> {
  /** The ended memberships of these members. */
  readonly membershipsOf: (members: readonly string[]) => Promise<readonly EndedMembership[]>
  /** The owners of these ids, whatever their state. */
  readonly owners: (ids: readonly string[]) => Promise<readonly Stored[]>
  /** The ended memberships with these owners. */
  readonly formerMembersOf: (owners: readonly string[]) => Promise<readonly EndedMembership[]>
  /** The present owners, by member, of members outside the groups of the pass. */
  readonly presentOwnersOf: (members: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** Reads the ended owners that members had, with the last members of these. */
export async function readPast<Stored extends IdOwner>(
  reads: PastReads<Stored>,
  members: readonly string[],
  present: readonly Membership[],
): Promise<Past<Stored>> {
  const past = await reads.membershipsOf(members)
  const owners = await reads.owners([...new Set(past.map(({ ownerId }) => ownerId))])
  const ended = owners.filter(({ state }) => state !== 'live')
  const ofEnded = ended.length === 0 ? [] : await reads.formerMembersOf(ended.map(({ id }) => id))
  const last = lastMembers(ofEnded)
  const holders = await reads.presentOwnersOf([...new Set([...last.values()].flat())])
  return pastOf(ended, [...present, ...past, ...ofEnded], { last, holders })
}
