import sql from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Conn } from '../postgres/connection.js'

/** A live record that a key names. */
export interface NamedRecord {
  readonly sourceKey: string
  /** Of its last row; null of a single change. */
  readonly personMark: string | null
}

/**
 * The live records that keys name now, by the ids that the keys make: the record that was last received under the key,
 * whichever it was first received under.
 */
export function listNamedRecords(conn: Conn, ids: readonly string[]): Promise<readonly NamedRecord[]> {
  const named = arrayText(ids)
  return conn.read<NamedRecord>(sql`
    SELECT l.source_key AS "sourceKey", s.person_mark AS "personMark" FROM live_records l JOIN source_records s
      ON s.record_id = l.record_id AND s.version = l.version AND s.batch_row = l.batch_row
    WHERE (l.record_id = ANY (${named}::uuid[])
        OR l.record_id IN (SELECT p.record_id FROM source_records p WHERE p.parted_from = ANY (${named}::uuid[])))
      AND (s.parted_from IS NULL OR s.parted_from = ANY (${named}::uuid[]))
    ORDER BY l.source_key`)
}
