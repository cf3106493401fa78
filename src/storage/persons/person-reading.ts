import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import sql from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Conn } from '../postgres/connection.js'
import { selectionOf, type Stored } from '../postgres/table-columns.js'
import { pastMemberships } from './schema.js'

/** A membership that has ended: of a record in a person, or of a person in a household. */
export type PastStay = Stored<typeof pastMemberships>

const PAST = selectionOf(pastMemberships)

/** The records that belonged to these persons before, in the order in which they left. */
export function listPastRecordsOf(conn: Conn, personIds: readonly string[]): Promise<readonly PastStay[]> {
  return conn.read<PastStay>(sql`
    SELECT ${PAST} FROM past_memberships WHERE person_id = ANY (${arrayText(personIds)}::uuid[]) ORDER BY ended_at, record_id`)
}

/** The earlier persons of these records. */
export function listPastPersonsOf(conn: Conn, recordIds: readonly string[]): Promise<readonly PastStay[]> {
  return conn.read<PastStay>(sql`
    SELECT ${PAST} FROM past_memberships WHERE record_id = ANY (${arrayText(recordIds)}::uuid[])`)
}

/** The outline of an open conflict, as persons and records show it. */
export interface ConflictOutline {
  readonly id: string
  readonly kind: ConflictKind
  readonly severity: number
  readonly personIds: readonly string[]
  readonly openedAt: Date
}

/** The outlines of the open conflicts of these persons, by severity, the highest first. */
export async function listConflictOutlinesOf(
  conn: Conn,
  personIds: readonly string[],
): Promise<readonly ConflictOutline[]> {
  const ids = await conn.read<{ id: string }>(sql`
    SELECT DISTINCT conflict_id AS id FROM person_conflicts
    WHERE person_id = ANY (${arrayText(personIds)}::uuid[])`)
  if (ids.length === 0) return []
  return conn.read<ConflictOutline>(sql`
    SELECT conflict_id AS id, kind, severity, person_ids AS "personIds", opened_at AS "openedAt"
    FROM conflicts WHERE conflict_id = ANY (${arrayText(ids.map(({ id }) => id))}::uuid[])
    ORDER BY severity DESC, opened_at, conflict_id`)
}

/** The source and key of a record, whether or not it is live. */
export interface RecordOrigin {
  readonly id: string
  readonly source: string
  readonly sourceKey: string
}

/** The origins of records that may have been withdrawn since. */
export function listRecordOrigins(conn: Conn, recordIds: readonly string[]): Promise<readonly RecordOrigin[]> {
  if (recordIds.length === 0) return Promise.resolve([])
  return conn.read<RecordOrigin>(sql`
    SELECT DISTINCT record_id AS id, source_code AS source, source_key AS "sourceKey"
    FROM source_records WHERE record_id = ANY (${arrayText(recordIds)}::uuid[])`)
}
