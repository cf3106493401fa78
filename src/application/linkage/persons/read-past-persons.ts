import { NO_PAST, type Past } from '../../../domain/registry/id-continuity/past-members.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'
import { readPast } from '../id-continuity/read-past.js'
import type { Pass } from '../state/pass.js'
import type { RegistryView } from '../state/registry-view.js'

/**
 * Reads the former persons of records that are live again, and of the records of persons that are split now. Most passes
 * have neither and read nothing.
 */
export async function readPastPersons(
  { view, records }: Pass,
  clusters: readonly (readonly LiveRecord[])[],
): Promise<Past<StoredPerson>> {
  const split = recordsOfSplit(clusters)
  const returned = await recordsWithPast(view, clusters)
  if (split.length + returned.length === 0) return NO_PAST
  const clustered = new Set(clusters.flatMap((cluster) => cluster.map(({ id }) => id)))
  return readPast(
    {
      membershipsOf: (ids) => view.pastMembershipsOf(ids),
      owners: (ids) => view.persons(ids),
      formerMembersOf: (ids) => view.pastRecordsOf(ids),
      presentOwnersOf: (ids) => view.personsOfRecords(ids.filter((id) => !clustered.has(id) && !records.isChanged(id))),
    },
    [...returned, ...split.map(({ id }) => id)],
    split.flatMap(({ id, personId, memberSince }) =>
      personId === undefined ? [] : [{ memberId: id, ownerId: personId, beganAt: memberSince }],
    ),
  )
}

/** The records that had no person before the pass, though they had one earlier: those that their source sends again. */
async function recordsWithPast(
  view: RegistryView,
  clusters: readonly (readonly LiveRecord[])[],
): Promise<readonly string[]> {
  const unowned = clusters.flatMap((records) =>
    records.flatMap(({ id, personId }) => (personId === undefined ? id : [])),
  )
  if (unowned.length === 0) return unowned
  const past = await view.pastMembershipsOf(unowned)
  return [...new Set(past.map(({ memberId }) => memberId))]
}

/** The records of persons whose records are in more than one cluster. */
function recordsOfSplit(clusters: readonly (readonly LiveRecord[])[]): LiveRecord[] {
  const placeOf = new Map<string, number>()
  const split = new Set<string>()
  for (const [place, records] of clusters.entries()) {
    for (const { personId } of records) {
      if (personId === undefined) continue
      const first = placeOf.get(personId)
      if (first === undefined) placeOf.set(personId, place)
      else if (first !== place) split.add(personId)
    }
  }
  if (split.size === 0) return []
  return clusters.flatMap((records) => records.filter(({ personId }) => personId !== undefined && split.has(personId)))
}
