/** The columns of a stored person or household that are needed to follow its successors. */
interface StoredId {
  readonly id: string
  readonly state: string
  readonly successorIds: readonly string[]
}

/**
 * The state of an id. `moved`: merged into exactly one other live id, the survivor. `gone`: ended otherwise, with the live
 * `successors` that hold parts of it, possibly none.
 */
export type IdState<Found> =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'live'; readonly found: Found }
  | { readonly kind: 'moved'; readonly survivor: string }
  | { readonly kind: 'gone'; readonly state: string; readonly successors: readonly string[] }

/** Follows the successors of ids, through any number of merges and splits, to the live ones. */
export async function followSuccessors<Found extends StoredId>(
  ids: readonly string[],
  find: (ids: readonly string[]) => Promise<readonly Found[]>,
): Promise<ReadonlyMap<string, IdState<Found>>> {
  const loaded = new Map<string, Found>()
  let pending = [...new Set(ids)]
  while (pending.length > 0) {
    const found = await find(pending)
    for (const each of found) loaded.set(each.id, each)
    // Ids that do not exist have no successors, so they are not looked up again.
    pending = [...new Set(found.flatMap(({ successorIds }) => successorIds))].filter((id) => !loaded.has(id))
  }
  return new Map(ids.map((id) => [id, idStateOf(id, loaded)]))
}

function idStateOf<Found extends StoredId>(id: string, loaded: ReadonlyMap<string, Found>): IdState<Found> {
  const found = loaded.get(id)
  if (found === undefined) return { kind: 'unknown' }
  if (found.state === 'live') return { kind: 'live', found }
  const successors = [...liveSuccessorsOf(found, loaded)]
  const [survivor, another] = successors
  if (survivor !== undefined && another === undefined) return { kind: 'moved', survivor }
  return { kind: 'gone', state: found.state, successors: successors.sort() }
}

function liveSuccessorsOf<Found extends StoredId>(ended: Found, loaded: ReadonlyMap<string, Found>): Set<string> {
  const live = new Set<string>()
  const seen = new Set<string>([ended.id])
  const waiting = [...ended.successorIds]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const next = loaded.get(id)
    if (next?.state === 'live') live.add(id)
    else waiting.push(...(next?.successorIds ?? []))
  }
  return live
}
