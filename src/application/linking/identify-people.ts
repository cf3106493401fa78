import { continueIds, type Returns, returnIds } from '../../domain/registry/continuity.js'
import type { LiveRecord } from '../../storage/live-records.js'
import type { StoredPerson } from '../../storage/persons.js'
import type { Past } from './ended-ids.js'
import type { LinkingContext } from './linking-context.js'
import type { EndedPerson, Identified } from './people.js'

interface Known {
  readonly isChanged: (recordId: string) => boolean
  readonly past: Past<StoredPerson>
  readonly context: LinkingContext
}

/**
 * Gives clusters the ids of the persons whose records they hold; where these go on elsewhere, those of persons who had ended
 * and whose records they were; new ones where they hold nobody's. Ids that stay ended lead to whoever holds most of what was
 * theirs.
 */
export function identifyPeople(
  clusters: readonly (readonly LiveRecord[])[],
  former: readonly StoredPerson[],
  { isChanged, past, context }: Known,
): Identified {
  const storedById = new Map(
    [...former, ...past.ended.map(({ stored }) => stored)].map((person) => [person.id, person]),
  )
  const parts = clusters.map((records) => records.map(({ id }) => id))
  const { ids, ended } = continueIds(
    former.map(({ id, createdAt, recordIds }) => ({ id, createdAt, members: recordIds, joined: past.joined.get(id) })),
    parts,
  )
  const groups = [...parts.map((members, place) => ({ id: ids[place], members })), ...past.elsewhere]
  const returns = returnIds(past.ended, groups)
  const live = clusters.map((records, place) => {
    const id = ids[place] ?? returns.ids.get(place) ?? context.newId()
    const stored = storedById.get(id)
    return { id, records, stored, isChanged: isNow(records, stored) || records.some((record) => isChanged(record.id)) }
  })
  const endedNow = ended.flatMap(({ id, successors }) => {
    const stored = storedById.get(id)
    if (stored === undefined) return []
    const successorIds = successors.flatMap((place) => live[place]?.id ?? [])
    return [{ stored, state: endedState(successorIds.length), successorIds }]
  })
  const idAt = (place: number): string | undefined => live[place]?.id ?? groups[place]?.id
  return { live, ended: endedNow, redirected: redirect(past, endedNow, { returns, idAt }) }
}

function isNow(records: readonly LiveRecord[], stored: StoredPerson | undefined): boolean {
  return stored?.recordIds.length !== records.length || records.some(({ id }, at) => stored.recordIds[at] !== id)
}

function endedState(successors: number): EndedPerson['state'] {
  if (successors === 0) return 'withdrawn'
  return successors === 1 ? 'merged' : 'split'
}

/**
 * Of the merged those whose successors lead to somebody else than to whoever holds most of what was theirs. One that leads
 * elsewhere now takes along those who led by way of it.
 */
function redirect(
  { ended }: Past<StoredPerson>,
  endedNow: readonly EndedPerson[],
  { returns: { ids, holders }, idAt }: { returns: Returns; idAt: (place: number) => string | undefined },
): EndedPerson[] {
  const successorsOf = new Map<string, readonly string[]>()
  for (const { stored } of ended) successorsOf.set(stored.id, stored.successorIds)
  for (const { stored, successorIds } of endedNow) successorsOf.set(stored.id, successorIds)
  for (const id of ids.values()) successorsOf.delete(id)
  const redirected: EndedPerson[] = []
  const findMisled = (): EndedPerson | undefined => {
    for (const { stored } of ended) {
      const holder = idAt(holders.get(stored.id) ?? -1)
      if (stored.state !== 'merged' || holder === undefined || survivorOf(stored.id, successorsOf) === holder) continue
      return { stored, state: 'merged', successorIds: [holder] }
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
