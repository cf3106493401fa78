import type { Conn } from '../../storage/postgres/connection.js'
import { findLiveRecords, type LiveRecord } from '../../storage/linkage/live-records.js'
import { findPersons } from '../../storage/persons/persons.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'

/** Loads the two judged records, in the order in which they are named. */
export async function twoRecords(
  conn: Conn,
  [first, second]: readonly [string, string],
): Promise<readonly LiveRecord[] | Refusal> {
  if (first === second) return refuse('RECORD_REPEATED', 'The two records must be different.')
  return personRecords(conn, [first, second])
}

/** Loads all records of the person of the named records; refuses where they are of several persons. */
export async function recordsOfOnePerson(
  conn: Conn,
  named: readonly string[],
): Promise<readonly LiveRecord[] | Refusal> {
  const records = await personRecords(conn, named)
  if (isRefusal(records)) return records
  const personId = records[0]?.personId
  if (personId === undefined) return RECORDS_UNKNOWN
  if (!areOfOnePerson(records)) return refuse('VALUE_INVALID', 'The records must be of one person.')
  const [person] = await findPersons(conn, [personId])
  return person === undefined ? RECORDS_UNKNOWN : personRecords(conn, person.recordIds)
}

/** Whether the records were linked to one person. */
export function areOfOnePerson(records: readonly LiveRecord[]): boolean {
  return records.every(({ personId }) => personId === records[0]?.personId)
}

const RECORDS_UNKNOWN = refuse('RECORD_UNKNOWN', 'A record is unknown, was withdrawn, or is not about a person.')

async function personRecords(conn: Conn, ids: readonly string[]): Promise<readonly LiveRecord[] | Refusal> {
  const found = new Map((await findLiveRecords(conn, ids)).map((record) => [record.id, record]))
  const records = ids.flatMap((id) => found.get(id) ?? [])
  const areKnown = records.length === ids.length && records.every(({ subject }) => subject === 'person')
  return areKnown ? records : RECORDS_UNKNOWN
}
