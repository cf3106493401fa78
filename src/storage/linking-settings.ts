import sql from 'sql-template-tag'
import type { Conn, Tx } from './connection.js'

/** The lock of the linking pass: one at a time in a registry, whichever process runs it. */
const LINKING_LOCK = 0x6c696e6b
const ALL = 0

/**
 * Waits until no other linking pass runs and keeps others out until the transaction ends. Every look-up of a pass is by key:
 * without this, plans made while a table was empty would read all of it once it is large.
 */
export async function beginLinkingPass(tx: Tx): Promise<void> {
  await tx.lock(LINKING_LOCK, ALL)
  await tx.write(sql`SET LOCAL enable_seqscan = off`)
}

/** What tells whether the model or the sources are others than before. */
export interface LinkingSettings {
  readonly modelVersion: number
  readonly sources: number
}

export async function readLinkingSettings(conn: Conn): Promise<LinkingSettings> {
  const [row] = await conn.read<{ model_version: number | null; sources: number }>(sql`
    SELECT (SELECT version FROM models WHERE activated_at IS NOT NULL ORDER BY activated_at DESC, version DESC LIMIT 1)
      AS model_version, (SELECT count(*)::int FROM sources) AS sources`)
  return { modelVersion: row?.model_version ?? 0, sources: row?.sources ?? 0 }
}
