import sql from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Conn } from '../postgres/connection.js'
import type { PastStay } from '../persons/person-reading.js'
import { selectionOf } from '../postgres/table-columns.js'
import { pastHouseholds } from './schema.js'

const PAST = selectionOf(pastHouseholds)

/** The earlier households of these persons, in the order in which they left them. */
export function listPastHouseholdsOf(conn: Conn, personIds: readonly string[]): Promise<readonly PastStay[]> {
  return conn.read<PastStay>(sql`
    SELECT ${PAST} FROM past_households
    WHERE person_id = ANY (${arrayText(personIds)}::uuid[]) ORDER BY ended_at, household_id`)
}

/** The earlier members of these households, in the order in which they left. */
export function listPastMembersOf(conn: Conn, householdIds: readonly string[]): Promise<readonly PastStay[]> {
  return conn.read<PastStay>(sql`
    SELECT ${PAST} FROM past_households
    WHERE household_id = ANY (${arrayText(householdIds)}::uuid[]) ORDER BY ended_at, person_id`)
}
