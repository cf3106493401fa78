import type { Conn } from '../../storage/postgres/connection.js'
import { getWorkload, type Workload } from '../../storage/reporting/workload.js'

/** Counts the records and batches that wait. */
export function readWorkload(conn: Conn): Promise<Workload> {
  return getWorkload(conn)
}
