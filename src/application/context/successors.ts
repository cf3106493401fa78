/** An id of a person or household as it stands. */
interface Standing {
  readonly id: string
  readonly state: string
  readonly successorIds: readonly string[]
}

/**
 * What became of an id: it is live; it is gone over into one other, the survivor; or it is gone, and `successors` are the
 * living that hold parts of it, of which there may be none.
 */
export type Fate<Found> =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'live'; readonly found: Found }
  | { readonly kind: 'moved'; readonly survivor: string }
  | { readonly kind: 'gone'; readonly state: string; readonly successors: readonly string[] }

/** Follows the successors of ids, through however many merges and splits, to those that are live. */
export async function followSuccessors<Found extends Standing>(
  ids: readonly string[],
  find: (ids: readonly string[]) => Promise<readonly Found[]>,
): Promise<ReadonlyMap<string, Fate<Found>>> {
  const known = new Map<string, Found>()
  let wanted = [...new Set(ids)]
  while (wanted.length > 0) {
    const found = await find(wanted)
    for (const each of found) known.set(each.id, each)
    // An id that was asked for and does not exist is not asked for again.
    wanted = [...new Set(found.flatMap(({ successorIds }) => successorIds))].filter((id) => !known.has(id))
  }
  return new Map(ids.map((id) => [id, fateOf(id, known)]))
}

function fateOf<Found extends Standing>(id: string, known: ReadonlyMap<string, Found>): Fate<Found> {
  const found = known.get(id)
  if (found === undefined) return { kind: 'unknown' }
  if (found.state === 'live') return { kind: 'live', found }
  const successors = [...livingAfter(found, known)]
  const [survivor, another] = successors
  if (survivor !== undefined && another === undefined) return { kind: 'moved', survivor }
  return { kind: 'gone', state: found.state, successors: successors.sort() }
}

function livingAfter<Found extends Standing>(ended: Found, known: ReadonlyMap<string, Found>): Set<string> {
  const living = new Set<string>()
  const seen = new Set<string>([ended.id])
  const waiting = [...ended.successorIds]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const next = known.get(id)
    if (next?.state === 'live') living.add(id)
    else waiting.push(...(next?.successorIds ?? []))
  }
  return living
}
