import { asc, eq } from 'drizzle-orm'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertInto, readRow, readRows, select, write } from '../postgres/queries.js'
import type { Stored } from '../postgres/table-columns.js'
import { sources } from './schema.js'

/** A source of an agency. */
export type StoredSource = Omit<Stored<typeof sources>, 'createdAt' | 'areaScheme' | 'areaCodes'>

const { code, agency, profile, name, trust, settings } = sources
const COLUMNS = { code, agency, profile, name, trust, settings }

/** Adds a source; returns false where its code is taken. */
export async function insertSource(tx: Tx, source: StoredSource): Promise<boolean> {
  const added = await write(tx, insertInto(sources).values(source).onConflictDoNothing({ target: sources.code }))
  return added > 0
}

export function findSource(conn: Conn, code: string): Promise<StoredSource | undefined> {
  return readRow(conn, select(COLUMNS).from(sources).where(eq(sources.code, code)))
}

/** All sources by code: a registry has tens of them. */
export function listSources(conn: Conn): Promise<readonly StoredSource[]> {
  return readRows(conn, select(COLUMNS).from(sources).orderBy(asc(sources.code)))
}
