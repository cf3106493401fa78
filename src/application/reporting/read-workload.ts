import type { Conn } from '../../storage/postgres/connection.js'
import { getWorkload, type Workload } from '../../storage/reporting/workload.js'

/** How much waits to be linked and received. */
export function readWorkload(conn: Conn): Promise<Workload> {
  return getWorkload(conn)
}
