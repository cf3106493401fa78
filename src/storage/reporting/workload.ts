import sql from 'sql-template-tag'
import type { Conn } from '../postgres/connection.js'

/** How much waits to be done. */
export interface Workload {
  readonly pending_records: number
  readonly set_aside_records: number
  readonly batches_receiving: number
  readonly batches_linking: number
}

export async function getWorkload(conn: Conn): Promise<Workload> {
  const [row] = await conn.read<Workload>(sql`
    SELECT (SELECT count(*) FROM pending_records)::float8 AS pending_records,
      (SELECT count(*) FROM set_aside_records)::float8 AS set_aside_records,
      (SELECT count(*) FROM batches WHERE finished_at IS NULL AND state = 'receiving')::float8 AS batches_receiving,
      (SELECT count(*) FROM batches WHERE finished_at IS NULL AND state = 'linking')::float8 AS batches_linking`)
  if (row === undefined) throw new Error('A selection without tables returns one row')
  return row
}
