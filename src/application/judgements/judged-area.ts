import type { Conn } from '../../storage/postgres/connection.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'
import { findPersons } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { goldenOf } from '../persons/get-persons.js'

/** Whether the persons of all these records live in an area, by their golden village. */
export async function areRecordsIn(conn: Conn, recordIds: readonly string[], area: AreaPrefix): Promise<boolean> {
  if (area === undefined) return true
  const owners = await findPersonsOfRecords(conn, recordIds)
  if (recordIds.some((id) => !owners.has(id))) return false
  const persons = await findPersons(conn, [...new Set(owners.values())])
  return persons.every((person) => liesIn(goldenOf(person).village_code?.value, area))
}

/** `areRecordsIn` for the live records alone, so that a judgement on withdrawn records can be taken back as well. */
export async function areLiveRecordsIn(conn: Conn, recordIds: readonly string[], area: AreaPrefix): Promise<boolean> {
  if (area === undefined) return true
  const live = [...(await findPersonsOfRecords(conn, recordIds)).keys()]
  return live.length > 0 && areRecordsIn(conn, live, area)
}
