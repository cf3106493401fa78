import sql, { raw, type Sql } from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

/** One list of an agency: trust by field from 0 to 100, and what is set for reading its deliveries. */
export interface StoredSource {
  readonly code: string
  readonly agency: string
  readonly profile: string
  readonly name: string
  readonly trust: Readonly<Record<string, number>>
  readonly settings: Readonly<Record<string, unknown>>
}

const COLUMNS = raw('code, agency_code AS agency, profile_code AS profile, name, trust, settings')

/** Adds a source; gives false where its code is taken. */
export async function insertSource(tx: Tx, source: StoredSource): Promise<boolean> {
  const { code, agency, profile, name, trust, settings } = source
  const added = await tx.write(sql`
    INSERT INTO sources (code, agency_code, profile_code, name, trust, settings)
    VALUES (${code}, ${agency}, ${profile}, ${name}, ${JSON.stringify(trust)}, ${JSON.stringify(settings)})
    ON CONFLICT (code) DO NOTHING`)
  return added > 0
}

export async function findSource(conn: Conn, code: string): Promise<StoredSource | undefined> {
  const [source] = await conn.read<StoredSource>(selection(sql`WHERE code = ${code}`))
  return source
}

/** All sources by code: a registry has tens of them. */
export function listSources(conn: Conn): Promise<readonly StoredSource[]> {
  return conn.read(selection(sql`ORDER BY code`))
}

function selection(rest: Sql): Sql {
  return sql`SELECT ${COLUMNS} FROM sources ${rest}`
}
