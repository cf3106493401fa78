import type { Conn } from '../../storage/postgres/connection.js'
import { listEdges } from '../../storage/linkage/edges.js'
import { findLiveRecords } from '../../storage/linkage/live-records.js'
import { listConflictOutlinesOf } from '../../storage/persons/person-reading.js'
import { findPersons } from '../../storage/persons/persons.js'
import { recordId } from '../../storage/batches/record-id.js'
import { type RecordStanding, standingOf } from './record-standing.js'

/** Returns a live record with its person; undefined if the source has no live record with the key. */
export async function getRecord(conn: Conn, source: string, sourceKey: string): Promise<RecordStanding | undefined> {
  const [live] = await findLiveRecords(conn, [recordId(source, sourceKey)])
  if (live === undefined) return undefined
  const { personId } = live
  if (personId === undefined) return standingOf(live, undefined)
  const [[person], conflicts, edges] = await Promise.all([
    findPersons(conn, [personId]),
    listConflictOutlinesOf(conn, [personId]),
    listEdges(conn, [live.id]),
  ])
  const { householdId, recordIds = [] } = person ?? {}
  return standingOf(live, { personId, householdId, recordIds, edges, conflicts })
}
