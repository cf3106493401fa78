import sql from 'sql-template-tag'
import type { Conn } from '../postgres/connection.js'

/** How much waits to be done. */
export interface Workload {
  readonly pending_records: number
  readonly set_aside_records: number
  readonly batches_receiving: number
  readonly batches_linking: number
  /** Batches that could not be applied, and are tried again. */
  readonly batches_not_applied: number
}

/** What failed and waits to be tried again. */
export type Troubles = Pick<Workload, 'set_aside_records' | 'batches_not_applied'>

const notApplied = sql`
  SELECT count(*) FROM batches WHERE state = 'failed' AND refusal->>'code' = 'DELIVERY_NOT_APPLIED'`

/** Cheaper than the whole workload, since there are hardly ever any. */
export async function getTroubles(conn: Conn): Promise<Troubles> {
  const [row] = await conn.read<Troubles>(sql`
    SELECT (SELECT count(*) FROM set_aside_records)::float8 AS set_aside_records,
      (${notApplied})::float8 AS batches_not_applied`)
  if (row === undefined) throw new Error('A selection without tables returns one row')
  return row
}

export async function getWorkload(conn: Conn): Promise<Workload> {
  const [row] = await conn.read<Workload>(sql`
    SELECT (SELECT count(*) FROM pending_records)::float8 AS pending_records,
      (SELECT count(*) FROM set_aside_records)::float8 AS set_aside_records,
      (SELECT count(*) FROM batches WHERE finished_at IS NULL AND state = 'receiving')::float8 AS batches_receiving,
      (SELECT count(*) FROM batches WHERE finished_at IS NULL AND state = 'linking')::float8 AS batches_linking,
      (${notApplied})::float8 AS batches_not_applied`)
  if (row === undefined) throw new Error('A selection without tables returns one row')
  return row
}
