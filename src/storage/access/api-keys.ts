import sql, { raw, type Sql } from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

/** Who may call the service, and the hash of the key that shows it. */
export interface StoredApiKey {
  readonly id: string
  readonly prefix: string
  /** SHA-256. */
  readonly hash: Buffer
  readonly name: string
  readonly roles: readonly string[]
  readonly sources: readonly string[]
  readonly areaPrefix: string | null
  readonly scopes: readonly string[]
  readonly madeBy: string
  readonly madeAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

const COLUMNS = raw(
  'key_id AS id, prefix, hash, name, roles, sources, area_prefix AS "areaPrefix", scopes, made_by AS "madeBy", ' +
    'made_at AS "madeAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"',
)

/** Adds a key; gives false where a key that was not revoked has its name. */
export async function insertApiKey(tx: Tx, key: Omit<StoredApiKey, 'revokedAt'>): Promise<boolean> {
  const { id, prefix, hash, name, roles, sources, areaPrefix, scopes, madeBy, madeAt, expiresAt } = key
  const added = await tx.write(sql`
    INSERT INTO api_keys
      (key_id, prefix, hash, name, roles, sources, area_prefix, scopes, made_by, made_at, expires_at)
    VALUES (${id}, ${prefix}, ${hash}, ${name}, ${roles}, ${sources}, ${areaPrefix}, ${scopes}, ${madeBy}, ${madeAt},
      ${expiresAt})
    ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING`)
  return added > 0
}

export async function findApiKey(conn: Conn, id: string): Promise<StoredApiKey | undefined> {
  const [key] = await conn.read<StoredApiKey>(selection(sql`WHERE key_id = ${id}`))
  return key
}

export async function findApiKeyByPrefix(conn: Conn, prefix: string): Promise<StoredApiKey | undefined> {
  const [key] = await conn.read<StoredApiKey>(selection(sql`WHERE prefix = ${prefix}`))
  return key
}

/** At most `limit` keys behind the id `after`, also revoked ones, by id. */
export function listApiKeys(
  conn: Conn,
  { after, limit }: { after: string; limit: number },
): Promise<readonly StoredApiKey[]> {
  return conn.read(selection(sql`WHERE key_id > ${after} ORDER BY key_id LIMIT ${limit}`))
}

/** Ends a key; gives false where it has been revoked before. */
export async function revokeApiKey(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await tx.write(sql`UPDATE api_keys SET revoked_at = ${at} WHERE key_id = ${id} AND revoked_at IS NULL`)) > 0
}

function selection(rest: Sql): Sql {
  return sql`SELECT ${COLUMNS} FROM api_keys ${rest}`
}
