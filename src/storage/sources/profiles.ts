import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

/** One version of a layout; the document is what the profile's schema reads. */
export interface StoredProfile {
  readonly code: string
  readonly version: number
  readonly document: unknown
}

/** The newest version of a layout. */
export async function findProfile(conn: Conn, code: string): Promise<StoredProfile | undefined> {
  const [newest] = await conn.read<StoredProfile>(
    sql`SELECT code, version, document FROM profiles WHERE code = ${code} ORDER BY version DESC LIMIT 1`,
  )
  return newest
}

/** The newest version of every layout, by code. */
export function listProfiles(conn: Conn): Promise<readonly StoredProfile[]> {
  return conn.read(sql`SELECT DISTINCT ON (code) code, version, document FROM profiles ORDER BY code, version DESC`)
}

/** Adds a document as the newest version of its layout unless a version says the same; gives whether it was added. */
export async function saveProfile(tx: Tx, code: string, document: object): Promise<boolean> {
  const text = JSON.stringify(document)
  const added = await tx.write(sql`
    INSERT INTO profiles (code, version, document)
    SELECT ${code}, coalesce(max(version), 0) + 1, ${text}::jsonb FROM profiles WHERE code = ${code}
    HAVING count(*) FILTER (WHERE document = ${text}::jsonb) = 0`)
  return added > 0
}
