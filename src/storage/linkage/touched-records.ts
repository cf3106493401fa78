import sql from 'sql-template-tag'
import type { Tx } from '../postgres/connection.js'
import { arrayText } from '../postgres/column-types.js'

/**
 * Makes the live ones of these records pending, to be linked again as they are. A record that is pending already is touched:
 * the pass that takes it waits for this transaction to end, and then sees its writes.
 */
export async function touchRecords(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.write(sql`
    INSERT INTO pending_records (locality, record_id, version, batch_row)
    SELECT 0, record_id, version, batch_row FROM live_records
    WHERE record_id = ANY (${arrayText(recordIds)}::uuid[]) ORDER BY record_id
    ON CONFLICT (locality, record_id, version) DO UPDATE SET batch_row = EXCLUDED.batch_row`)
}
