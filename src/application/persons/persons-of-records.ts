import { recordId } from '../../storage/batches/record-id.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'

/** Returns the ids of the persons who have these records now, each once. A withdrawn record has none. */
export async function personsOfRecords(
  conn: Conn,
  records: readonly { readonly source: string; readonly source_key: string }[],
): Promise<readonly string[]> {
  const ids = records.map(({ source, source_key: key }) => recordId(source, key))
  const owners = await findPersonsOfRecords(conn, [...new Set(ids)])
  return [...new Set(owners.values())]
}
