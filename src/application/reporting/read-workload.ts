import type { Conn } from '../../storage/postgres/connection.js'
import { getTroubles, getWorkload, type Troubles, type Workload } from '../../storage/reporting/workload.js'

/** Counts the records and batches that wait. */
export function readWorkload(conn: Conn): Promise<Workload> {
  return getWorkload(conn)
}

/** Counts what failed and waits to be tried again. */
export function readTroubles(conn: Conn): Promise<Troubles> {
  return getTroubles(conn)
}
