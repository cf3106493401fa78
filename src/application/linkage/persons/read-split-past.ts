import { NO_PAST, type Past } from '../../../domain/registry/id-continuity/past-members.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { StoredPerson } from '../../../storage/persons/persons.js'
import { readPast } from '../id-continuity/read-past.js'
import type { Pass } from '../state/pass.js'

/** Reads the former persons of the records of persons that are split now. Most passes split none and read nothing. */
export async function readSplitPast(
  { view, records }: Pass,
  clusters: readonly (readonly LiveRecord[])[],
): Promise<Past<StoredPerson>> {
  const split = recordsOfSplit(clusters)
  if (split.length === 0) return NO_PAST
  const clustered = new Set(clusters.flatMap((cluster) => cluster.map(({ id }) => id)))
  return readPast(
    {
      membershipsOf: (ids) => view.pastMembershipsOf(ids),
      owners: (ids) => view.persons(ids),
      formerMembersOf: (ids) => view.pastRecordsOf(ids),
      presentOwnersOf: (ids) => view.personsOfRecords(ids.filter((id) => !clustered.has(id) && !records.isChanged(id))),
    },
    split.map(({ id }) => id),
    split.flatMap(({ id, personId, memberSince }) =>
      personId === undefined ? [] : [{ memberId: id, ownerId: personId, beganAt: memberSince }],
    ),
  )
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
