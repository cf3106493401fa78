import { sql as drizzle, and, asc, eq } from 'drizzle-orm'
import type { Conn, Tx } from '../postgres/connection.js'
import { isWord, readRows, select, update, write } from '../postgres/queries.js'
import { batches } from './schema.js'

/** The refusal of a batch whose application failed for another cause than the server's state. Its rows are kept. */
export const NOT_APPLIED = 'DELIVERY_NOT_APPLIED'

const { id, source, state, version, refusal } = batches
const isNotApplied = and(isWord(state, 'failed'), drizzle`${refusal}->>'code' = 'DELIVERY_NOT_APPLIED'`)

/** The batches that could not be applied, in the order in which they began. */
export function listNotApplied(conn: Conn): Promise<readonly { readonly id: string; readonly source: string }[]> {
  return readRows(conn, select({ id, source }).from(batches).where(isNotApplied).orderBy(asc(version)))
}

/** Lets a batch be applied that could not be; returns false where it is not in that state any more. */
export async function releaseNotApplied(tx: Tx, batchId: string): Promise<boolean> {
  const released = { state: 'linking', refusal: null, finishedAt: null } as const
  const touched = await write(
    tx,
    update(batches)
      .set(released)
      .where(and(eq(id, batchId), isNotApplied)),
  )
  return touched > 0
}
