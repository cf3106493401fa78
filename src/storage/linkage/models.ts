import { desc, isNotNull } from 'drizzle-orm'
import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { readRow, select } from '../postgres/queries.js'
import type { Stored } from '../postgres/table-columns.js'
import { models } from './schema.js'

/** One version of the model; the document is what parseModel reads. */
export type StoredModel = Pick<Stored<typeof models>, 'version' | 'document'>

/** The model that was activated last. */
export function findActiveModel(conn: Conn): Promise<StoredModel | undefined> {
  return readRow(
    conn,
    select({ version: models.version, document: models.document })
      .from(models)
      .where(isNotNull(models.activatedAt))
      .orderBy(desc(models.activatedAt), desc(models.version))
      .limit(1),
  )
}

/** Adds a model as version 1 and activates it where there is none at all. */
export async function insertFirstModel(tx: Tx, document: object, at: Date): Promise<void> {
  await tx.write(sql`
    INSERT INTO models (version, document, activated_at)
    SELECT 1, ${JSON.stringify(document)}::jsonb, ${at} WHERE NOT EXISTS (SELECT FROM models)
    ON CONFLICT (version) DO NOTHING`)
}
