import type { RevivedIds } from './continuity.js'
import type { EndedId, IdOwner } from './past-members.js'

/** An ended id and the ids that it leads to from now on. */
export interface Succession<Stored extends IdOwner> {
  readonly stored: Stored
  readonly successorIds: readonly string[]
}

interface Groups {
  readonly returns: RevivedIds
  /** The id of the group at a place. */
  readonly idAt: (place: number) => string | undefined
}

/**
 * Merged ids whose redirect no longer ends at the owner of most of their former members, and ids that had ended without
 * members and whose members have come back to another owner. Fixing one also fixes every id that redirected through it.
 */
export function redirect<Stored extends IdOwner>(
  ended: readonly EndedId<Stored>[],
  endedNow: readonly Succession<Stored>[],
  { returns: { ids, holders }, idAt }: Groups,
): Succession<Stored>[] {
  const successorsOf = new Map<string, readonly string[]>()
  for (const { stored } of ended) successorsOf.set(stored.id, stored.successorIds)
  for (const { stored, successorIds } of endedNow) successorsOf.set(stored.id, successorIds)
  for (const id of ids.values()) successorsOf.delete(id)
  const redirected: Succession<Stored>[] = []
  const findMisled = (): Succession<Stored> | undefined => {
    for (const { stored } of ended) {
      const holder = idAt(holders.get(stored.id) ?? -1)
      if (stored.state === 'split' || holder === undefined || survivorOf(stored.id, successorsOf) === holder) continue
      return { stored, successorIds: [holder] }
    }
    return undefined
  }
  for (let misled = findMisled(); misled !== undefined; misled = findMisled()) {
    successorsOf.set(misled.stored.id, misled.successorIds)
    redirected.push(misled)
  }
  return redirected
}

function survivorOf(id: string, successorsOf: ReadonlyMap<string, readonly string[]>): string | undefined {
  const successors = successorsOf.get(id)
  if (successors === undefined) return id
  const [next, another] = successors
  return next === undefined || another !== undefined ? undefined : survivorOf(next, successorsOf)
}
