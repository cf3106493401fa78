import { asc, eq } from 'drizzle-orm'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertInto, readRow, readRows, select, write } from '../postgres/queries.js'
import type { Stored } from '../postgres/table-columns.js'
import { agencies } from './schema.js'

/** An agency that sends batches of its sources. */
export type Agency = Omit<Stored<typeof agencies>, 'createdAt'>

const COLUMNS = { code: agencies.code, name: agencies.name }

/** Adds an agency; returns false where its code is taken. */
export async function insertAgency(tx: Tx, { code, name }: Agency): Promise<boolean> {
  const added = await write(
    tx,
    insertInto(agencies).values({ code, name }).onConflictDoNothing({ target: agencies.code }),
  )
  return added > 0
}

export function findAgency(conn: Conn, code: string): Promise<Agency | undefined> {
  return readRow(conn, select(COLUMNS).from(agencies).where(eq(agencies.code, code)))
}

/** All agencies by code: a registry has tens of them. */
export function listAgencies(conn: Conn): Promise<readonly Agency[]> {
  return readRows(conn, select(COLUMNS).from(agencies).orderBy(asc(agencies.code)))
}
