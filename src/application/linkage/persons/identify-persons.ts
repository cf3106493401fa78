import { continueIds, reviveIds } from '../../../domain/registry/id-continuity/continuity.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'
import type { Past } from '../id-continuity/ended-ids.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { EndedPerson, Identified } from '../state/person-set.js'
import { redirect } from '../id-continuity/redirect.js'

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
export function identifyPersons(
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
  const returns = reviveIds(past.ended, groups)
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
  const redirected = redirect(past.ended, endedNow, { returns, idAt })
  return { live, ended: endedNow, redirected: redirected.map((each) => ({ ...each, state: 'merged' })) }
}

function isNow(records: readonly LiveRecord[], stored: StoredPerson | undefined): boolean {
  return stored?.recordIds.length !== records.length || records.some(({ id }, at) => stored.recordIds[at] !== id)
}

function endedState(successors: number): EndedPerson['state'] {
  if (successors === 0) return 'withdrawn'
  return successors === 1 ? 'merged' : 'split'
}
