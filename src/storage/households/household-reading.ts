import sql from 'sql-template-tag'
import type { Conn } from '../postgres/connection.js'
import type { PastStay } from '../persons/person-reading.js'
import { arrayText } from '../postgres/rows.js'

/** The persons who belonged to these households before, in the order in which they left. */
export function listPastMembersOf(conn: Conn, householdIds: readonly string[]): Promise<readonly PastStay[]> {
  return conn.read<PastStay>(sql`
    SELECT person_id AS "memberId", household_id AS "ownerId", began_at AS "beganAt", ended_at AS "endedAt"
    FROM past_households WHERE household_id = ANY (${arrayText(householdIds)}::uuid[]) ORDER BY ended_at, person_id`)
}
