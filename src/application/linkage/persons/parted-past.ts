import type { Conn } from '../../../storage/postgres/connection.js'
import { findPersonsOfRecords, type LiveRecord } from '../../../storage/linkage/live-records.js'
import { listPastPersonsOf, listPastRecordsOf } from '../../../storage/persons/person-reading.js'
import { findPersons, type StoredPerson } from '../../../storage/persons/persons.js'
import { NO_PAST, type Past, readPast } from '../id-continuity/ended-ids.js'
import type { RecordSet } from '../state/record-set.js'

/**
 * The past of the persons whose records are parted now: who else they were before. Nothing is read where nobody is parted,
 * as in most passes.
 */
export async function readPartedPast(
  conn: Conn,
  workspace: RecordSet,
  clusters: readonly (readonly LiveRecord[])[],
): Promise<Past<StoredPerson>> {
  const records = recordsOfParted(clusters)
  if (records.length === 0) return NO_PAST
  const clustered = new Set(clusters.flatMap((cluster) => cluster.map(({ id }) => id)))
  return readPast(
    {
      staysOf: (ids) => listPastPersonsOf(conn, ids),
      find: (ids) => findPersons(conn, ids),
      staysWith: (ids) => listPastRecordsOf(conn, ids),
      holdersOf: (ids) =>
        findPersonsOfRecords(
          conn,
          ids.filter((id) => !clustered.has(id) && !workspace.isChanged(id)),
        ),
    },
    records.map(({ id }) => id),
    records.flatMap(({ id, personId, memberSince }) =>
      personId === undefined ? [] : [{ memberId: id, ownerId: personId, beganAt: memberSince }],
    ),
  )
}

/** The records of those whose records are in more than one cluster. */
function recordsOfParted(clusters: readonly (readonly LiveRecord[])[]): LiveRecord[] {
  const placeOf = new Map<string, number>()
  const parted = new Set<string>()
  for (const [place, records] of clusters.entries()) {
    for (const { personId } of records) {
      if (personId === undefined) continue
      const known = placeOf.get(personId)
      if (known === undefined) placeOf.set(personId, place)
      else if (known !== place) parted.add(personId)
    }
  }
  if (parted.size === 0) return []
  return clusters.flatMap((records) => records.filter(({ personId }) => personId !== undefined && parted.has(personId)))
}
