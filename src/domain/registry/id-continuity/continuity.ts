/** A person or household before the change, or at its end. Members are in any order. */
export interface Predecessor {
  readonly id: string
  readonly createdAt: Date
  readonly members: readonly string[]
  /**
   * The times in milliseconds at which each member joined, latest first. Without it all members count as equally old.
   */
  readonly joined?: ReadonlyMap<string, readonly number[]> | undefined
  /** Members that stand in for former members that were merged into them. */
  readonly substitutes?: ReadonlySet<string>
}

/** The result of `continueIds`. */
export interface Continuity {
  /** The id of each group by index; undefined for a group that needs a new id. */
  readonly ids: readonly (string | undefined)[]
  /**
   * Ids that no group keeps, with the indexes of the groups that hold their former members, the largest share first.
   */
  readonly ended: readonly { readonly id: string; readonly successors: readonly number[] }[]
}

/** A present group, with its id if a present person or household continues in it. */
export interface CurrentGroup {
  readonly id: string | undefined
  readonly members: readonly string[]
}

/** The result of `reviveIds`. */
export interface RevivedIds {
  /** The revived id of each group, by index. */
  readonly ids: ReadonlyMap<number, string>
  /**
   * The index of the group with most of the last members, by ended id. Ids that are revived or have no member left are
   * not in it.
   */
  readonly holders: ReadonlyMap<string, number>
}

interface Overlap {
  readonly before: Predecessor
  readonly index: number
  shared: number
  /** How many of the shared members are no substitutes. */
  own: number
  /** The joining times of the shared member that joined first. */
  joined: readonly number[]
}

/**
 * Assigns ids through merges and splits. An id stays with the group that holds most of its members; on a tie, with the
 * group whose members joined earlier. If several ids claim one group, the winner is the one with most members in it,
 * then with most members that are no substitutes, then the oldest, then the smallest id. Each member must be in one
 * group only.
 */
export function continueIds(before: readonly Predecessor[], after: readonly (readonly string[])[]): Continuity {
  const indexOfMember = indexByMember(after)
  const overlaps = before.flatMap((predecessor) => overlapsOf(predecessor, indexOfMember)).sort(compareOverlaps)
  const ids: (string | undefined)[] = after.map(() => undefined)
  const kept = new Set<string>()
  for (const { before: predecessor, index } of overlaps) {
    if (ids[index] !== undefined || kept.has(predecessor.id)) continue
    ids[index] = predecessor.id
    kept.add(predecessor.id)
  }
  const ended = before
    .filter(({ id }) => !kept.has(id))
    .map(({ id }) => ({
      id,
      successors: overlaps.filter((overlap) => overlap.before.id === id).map(({ index }) => index),
    }))
  return { ids, ended }
}

/**
 * Gives ended ids back to groups without an id. An ended id belongs to the group that holds most of its last members;
 * on a tie, to the group whose members joined earlier, then to one that has an id. If several ended ids claim one
 * group, the order of `continueIds` decides.
 */
export function reviveIds(ended: readonly Predecessor[], groups: readonly CurrentGroup[]): RevivedIds {
  const ids = new Map<number, string>()
  const holders = new Map<string, number>()
  if (ended.length === 0) return { ids, holders }
  const indexOfMember = indexByMember(groups.map(({ members }) => members))
  const needsId = (index: number): number => (groups[index]?.id === undefined ? 1 : 0)
  const compareParts = (a: Overlap, b: Overlap): number =>
    b.shared - a.shared || compareAges(a.joined, b.joined) || needsId(a.index) - needsId(b.index) || a.index - b.index
  const claims = ended
    .flatMap((each) => overlapsOf(each, indexOfMember).sort(compareParts).slice(0, 1))
    .sort(compareOverlaps)
  for (const { before, index } of claims) {
    if (needsId(index) === 0 || ids.has(index)) holders.set(before.id, index)
    else ids.set(index, before.id)
  }
  return { ids, holders }
}

function indexByMember(groups: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(groups.flatMap((members, index) => members.map((member) => [member, index] as const)))
}

function overlapsOf(before: Predecessor, indexOfMember: ReadonlyMap<string, number>): Overlap[] {
  const shared = new Map<number, Overlap>()
  for (const member of before.members) {
    const index = indexOfMember.get(member)
    if (index === undefined) continue
    const joined = before.joined?.get(member) ?? []
    const own = before.substitutes?.has(member) === true ? 0 : 1
    const known = shared.get(index)
    if (known === undefined) shared.set(index, { before, index, shared: 1, own, joined })
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
  return compareAges(a.joined, b.joined) || a.index - b.index
}

/**
 * Orders by age, oldest first, comparing the latest joining times first. Members of a revived id all joined at its
 * revival, so earlier memberships decide; a member without one is younger.
 */
function compareAges(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [first, second] = [a[at] ?? Infinity, b[at] ?? Infinity]
    if (first !== second) return first < second ? -1 : 1
  }
  return 0
}
