import type { RevivedIds } from '../../../domain/registry/id-continuity/continuity.js'
import type { EndedId, Owner } from './ended-ids.js'

interface Ended<Stored extends Owner> {
  readonly stored: Stored
  readonly successorIds: readonly string[]
}

interface Now {
  readonly returns: RevivedIds
  readonly idAt: (place: number) => string | undefined
}

/**
 * Of the merged those whose successors lead to somebody else than to whoever holds most of what was theirs. One that leads
 * elsewhere now takes along those who led by way of it.
 */
export function redirect<Stored extends Owner>(
  ended: readonly EndedId<Stored>[],
  endedNow: readonly Ended<Stored>[],
  { returns: { ids, holders }, idAt }: Now,
): Ended<Stored>[] {
  const successorsOf = new Map<string, readonly string[]>()
  for (const { stored } of ended) successorsOf.set(stored.id, stored.successorIds)
  for (const { stored, successorIds } of endedNow) successorsOf.set(stored.id, successorIds)
  for (const id of ids.values()) successorsOf.delete(id)
  const redirected: Ended<Stored>[] = []
  const findMisled = (): Ended<Stored> | undefined => {
    for (const { stored } of ended) {
      const holder = idAt(holders.get(stored.id) ?? -1)
      if (stored.state !== 'merged' || holder === undefined || survivorOf(stored.id, successorsOf) === holder) continue
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
