import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

/** One version of the model; the document is what parseModel reads. */
export interface StoredModel {
  readonly version: number
  readonly document: unknown
}

/** The model that was activated last. */
export async function findActiveModel(conn: Conn): Promise<StoredModel | undefined> {
  const [active] = await conn.read<StoredModel>(sql`
    SELECT version, document FROM models WHERE activated_at IS NOT NULL ORDER BY activated_at DESC, version DESC LIMIT 1`)
  return active
}

/** Adds a model as version 1 and activates it where there is none at all. */
export async function insertFirstModel(tx: Tx, document: object, at: Date): Promise<void> {
  await tx.write(sql`
    INSERT INTO models (version, document, activated_at)
    SELECT 1, ${JSON.stringify(document)}::jsonb, ${at} WHERE NOT EXISTS (SELECT FROM models)
    ON CONFLICT (version) DO NOTHING`)
}
