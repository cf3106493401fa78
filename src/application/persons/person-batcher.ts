import type { Conn } from '../../storage/postgres/connection.js'
import { CallBatcher } from '../context/call-batcher.js'
import { getPersons, type PersonIdState } from './get-persons.js'

const LIMITS = { most: 64, atOnce: 2 }

/** Looks up persons of any area by id. Calls that arrive while a batch runs share the queries of the next one. */
export type PersonBatcher = CallBatcher<string, PersonIdState>

export function batchPersons(conn: Conn): PersonBatcher {
  return new CallBatcher(async (ids) => {
    const states = await getPersons(conn, ids, undefined)
    return ids.map((id) => states.get(id) ?? { kind: 'unknown' })
  }, LIMITS)
}
