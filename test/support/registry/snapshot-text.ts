import { registrySnapshot } from '../../../src/application/rebuild/registry-snapshot.js'
import type { Conn } from '../../../src/storage/postgres/connection.js'

/** The registry as text, without its ids. */
export async function snapshotText(conn: Conn): Promise<string[]> {
  const lines: string[] = []
  for await (const { kind, recordId, parts } of registrySnapshot(conn))
    lines.push(`${kind} ${recordId} ${JSON.stringify(parts)}`)
  return lines
}
