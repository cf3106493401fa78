import { and, asc, eq, getTableColumns, gt, isNull } from 'drizzle-orm'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertInto, readRow, readRows, select, update, write } from '../postgres/queries.js'
import { apiKeys } from './schema.js'

/** The rights of a caller, and the hash of the key that proves who calls. NULL stays null, as answers show it. */
export type StoredApiKey = Readonly<(typeof apiKeys)['$inferSelect']>

const COLUMNS = getTableColumns(apiKeys)

/** Adds a key; returns false where a key that is not revoked has its name. */
export async function insertApiKey(tx: Tx, key: Omit<StoredApiKey, 'revokedAt'>): Promise<boolean> {
  const added = await write(
    tx,
    insertInto(apiKeys)
      .values(key)
      .onConflictDoNothing({ target: apiKeys.name, where: isNull(apiKeys.revokedAt) }),
  )
  return added > 0
}

export function findApiKey(conn: Conn, id: string): Promise<StoredApiKey | undefined> {
  return readRow(conn, select(COLUMNS).from(apiKeys).where(eq(apiKeys.id, id)))
}

export function findApiKeyByPrefix(conn: Conn, prefix: string): Promise<StoredApiKey | undefined> {
  return readRow(conn, select(COLUMNS).from(apiKeys).where(eq(apiKeys.prefix, prefix)))
}

/** At most `limit` keys behind the id `after`, also revoked ones, by id. */
export function listApiKeys(
  conn: Conn,
  { after, limit }: { after: string; limit: number },
): Promise<readonly StoredApiKey[]> {
  return readRows(
    conn,
    select(COLUMNS).from(apiKeys).where(gt(apiKeys.id, after)).orderBy(asc(apiKeys.id)).limit(limit),
  )
}

/** Ends a key; returns false where it was revoked before. */
export async function revokeApiKey(tx: Tx, id: string, at: Date): Promise<boolean> {
  const touched = await write(
    tx,
    update(apiKeys)
      .set({ revokedAt: at })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt))),
  )
  return touched > 0
}
