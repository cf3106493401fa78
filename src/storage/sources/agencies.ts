import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

/** Who sends lists. */
export interface Agency {
  readonly code: string
  readonly name: string
}

/** Adds an agency; gives false where its code is taken. */
export async function insertAgency(tx: Tx, { code, name }: Agency): Promise<boolean> {
  const added = await tx.write(
    sql`INSERT INTO agencies (code, name) VALUES (${code}, ${name}) ON CONFLICT (code) DO NOTHING`,
  )
  return added > 0
}

export async function findAgency(conn: Conn, code: string): Promise<Agency | undefined> {
  const [agency] = await conn.read<Agency>(sql`SELECT code, name FROM agencies WHERE code = ${code}`)
  return agency
}

/** All agencies by code: a registry has tens of them. */
export function listAgencies(conn: Conn): Promise<readonly Agency[]> {
  return conn.read(sql`SELECT code, name FROM agencies ORDER BY code`)
}
