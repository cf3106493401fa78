/** A person or household as it stands or as it was at its end, with its members in any order. */
export interface Predecessor {
  readonly id: string
  readonly createdAt: Date
  readonly members: readonly string[]
  /** When each became a member, in milliseconds, the last time first; without it all are of one age. */
  readonly joined?: ReadonlyMap<string, readonly number[]> | undefined
  /** The members who stand for others that went over into them. */
  readonly substitutes?: ReadonlySet<string>
}

/** Which of the new groups keep an id, and where those went whose id nobody keeps. */
export interface Continuity {
  /** By place of the group; undefined for one that needs a new id. */
  readonly ids: readonly (string | undefined)[]
  /** Ids that no group keeps, with the places of the groups that hold members of theirs, the largest share first. */
  readonly ended: readonly { readonly id: string; readonly successors: readonly number[] }[]
}

/** A group as it is now; without an id where nobody who stands goes on in it. */
export interface CurrentGroup {
  readonly id: string | undefined
  readonly members: readonly string[]
}

/** Which groups get back an id that had ended, and where the others lead whose id stays ended. */
export interface RevivedIds {
  /** By place of the group. */
  readonly ids: ReadonlyMap<number, string>
  /** By id, the place of the group that holds most of its last members; not of ids that return or have no member left. */
  readonly holders: ReadonlyMap<string, number>
}

interface Overlap {
  readonly before: Predecessor
  readonly place: number
  shared: number
  /** How many of them are no substitutes. */
  own: number
  /** When the oldest of the shared members joined. */
  joined: readonly number[]
}

/**
 * Keeps ids through merges and splits: an id stays with the group that holds most of its members, of two such with the one
 * whose members are the older; where several ids lay claim to one group, the one with most members in it, then with most
 * that are no substitutes, then the oldest, then the lesser one. Members belong to one group.
 */
export function continueIds(before: readonly Predecessor[], after: readonly (readonly string[])[]): Continuity {
  const placeOf = placesOf(after)
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

/**
 * Gives ended ids back: one returns with the group that holds most of its last members, of two such with the one whose
 * members were the older, unless that group has an id; where several lay claim to one group, as in `continueIds`. Of equal
 * and equally old parts it leads to one that has an id.
 */
export function reviveIds(ended: readonly Predecessor[], groups: readonly CurrentGroup[]): RevivedIds {
  const ids = new Map<number, string>()
  const holders = new Map<string, number>()
  if (ended.length === 0) return { ids, holders }
  const placeOf = placesOf(groups.map(({ members }) => members))
  const needsId = (place: number): number => (groups[place]?.id === undefined ? 1 : 0)
  const compareParts = (a: Overlap, b: Overlap): number =>
    b.shared - a.shared || compareAges(a.joined, b.joined) || needsId(a.place) - needsId(b.place) || a.place - b.place
  const claims = ended.flatMap((each) => overlapsOf(each, placeOf).sort(compareParts).slice(0, 1)).sort(compareOverlaps)
  for (const { before, place } of claims) {
    if (needsId(place) === 0 || ids.has(place)) holders.set(before.id, place)
    else ids.set(place, before.id)
  }
  return { ids, holders }
}

function placesOf(groups: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(groups.flatMap((members, place) => members.map((member) => [member, place] as const)))
}

function overlapsOf(before: Predecessor, placeOf: ReadonlyMap<string, number>): Overlap[] {
  const shared = new Map<number, Overlap>()
  for (const member of before.members) {
    const place = placeOf.get(member)
    if (place === undefined) continue
    const joined = before.joined?.get(member) ?? []
    const own = before.substitutes?.has(member) === true ? 0 : 1
    const known = shared.get(place)
    if (known === undefined) shared.set(place, { before, place, shared: 1, own, joined })
    else {
      known.shared += 1
      known.own += own
      if (compareAges(joined, known.joined) < 0) known.joined = joined
    }
  }
  return [...shared.values()]
}

function compareOverlaps(a: Overlap, b: Overlap): number {
  if (a.shared !== b.shared) return b.shared - a.shared
  if (a.own !== b.own) return b.own - a.own
  const age = a.before.createdAt.getTime() - b.before.createdAt.getTime()
  if (age !== 0) return age
  if (a.before.id !== b.before.id) return a.before.id < b.before.id ? -1 : 1
  return compareAges(a.joined, b.joined) || a.place - b.place
}

/**
 * The older first: whoever joined earlier the last time. Those who joined together then, as all do whose id returns, may have
 * been members before; whoever was not is the younger.
 */
function compareAges(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [first, second] = [a[at] ?? Infinity, b[at] ?? Infinity]
    if (first !== second) return first < second ? -1 : 1
  }
  return 0
}
