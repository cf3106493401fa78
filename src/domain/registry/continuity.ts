/** A person or household as it stood, with its members in any order. */
export interface Predecessor {
  readonly id: string
  readonly createdAt: Date
  readonly members: readonly string[]
}

/** Which of the new groups keep an id, and where those went whose id nobody keeps. */
export interface Continuity {
  /** By place of the group; undefined for one that needs a new id. */
  readonly ids: readonly (string | undefined)[]
  /** Ids that no group keeps, with the places of the groups that hold members of theirs, the largest share first. */
  readonly ended: readonly { readonly id: string; readonly successors: readonly number[] }[]
}

interface Overlap {
  readonly before: Predecessor
  readonly place: number
  readonly shared: number
}

/**
 * Keeps ids through merges and splits: an id stays with the group that holds most of its members; where several ids lay
 * claim to one group, the one with most members in it, then the oldest, then the lesser one. Members belong to one group.
 */
export function continueIds(before: readonly Predecessor[], after: readonly (readonly string[])[]): Continuity {
  const placeOf = new Map(after.flatMap((members, place) => members.map((member) => [member, place] as const)))
  const overlaps = before.flatMap((standing) => overlapsOf(standing, placeOf)).sort(compareOverlaps)
  const ids: (string | undefined)[] = after.map(() => undefined)
  const kept = new Set<string>()
  for (const { before: standing, place } of overlaps) {
    if (ids[place] !== undefined || kept.has(standing.id)) continue
    ids[place] = standing.id
    kept.add(standing.id)
  }
  const ended = before
    .filter(({ id }) => !kept.has(id))
    .map(({ id }) => ({
      id,
      successors: overlaps.filter((overlap) => overlap.before.id === id).map(({ place }) => place),
    }))
  return { ids, ended }
}

function overlapsOf(before: Predecessor, placeOf: ReadonlyMap<string, number>): Overlap[] {
  const shared = new Map<number, number>()
  for (const member of before.members) {
    const place = placeOf.get(member)
    if (place !== undefined) shared.set(place, (shared.get(place) ?? 0) + 1)
  }
  return [...shared].map(([place, count]) => ({ before, place, shared: count }))
}

function compareOverlaps(a: Overlap, b: Overlap): number {
  if (a.shared !== b.shared) return b.shared - a.shared
  const age = a.before.createdAt.getTime() - b.before.createdAt.getTime()
  if (age !== 0) return age
  if (a.before.id !== b.before.id) return a.before.id < b.before.id ? -1 : 1
  return a.place - b.place
}
