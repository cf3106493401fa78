import { asc, desc, eq } from 'drizzle-orm'
import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { readRow, readRows, select, selectDistinctOn } from '../postgres/queries.js'
import type { Stored } from '../postgres/table-columns.js'
import { profiles } from './schema.js'

/** One version of a profile; the document is what the profile's schema reads. */
export type StoredProfile = Omit<Stored<typeof profiles>, 'createdAt'>

const COLUMNS = { code: profiles.code, version: profiles.version, document: profiles.document }

/** The newest version of a profile. */
export function findProfile(conn: Conn, code: string): Promise<StoredProfile | undefined> {
  return readRow(
    conn,
    select(COLUMNS).from(profiles).where(eq(profiles.code, code)).orderBy(desc(profiles.version)).limit(1),
  )
}

/** The newest version of every profile, by code. */
export function listProfiles(conn: Conn): Promise<readonly StoredProfile[]> {
  return readRows(
    conn,
    selectDistinctOn([profiles.code], COLUMNS).from(profiles).orderBy(asc(profiles.code), desc(profiles.version)),
  )
}

/** Adds a document as the newest version of its profile unless a version is the same; returns whether it was added. */
export async function saveProfile(tx: Tx, code: string, document: object): Promise<boolean> {
  const text = JSON.stringify(document)
  const added = await tx.write(sql`
    INSERT INTO profiles (code, version, document)
    SELECT ${code}, coalesce(max(version), 0) + 1, ${text}::jsonb FROM profiles WHERE code = ${code}
    HAVING count(*) FILTER (WHERE document = ${text}::jsonb) = 0`)
  return added > 0
}
