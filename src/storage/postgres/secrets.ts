import { eq } from 'drizzle-orm'
import type { Tx } from './connection.js'
import { insertInto, readRow, select, write } from './queries.js'
import { secrets } from './schema.js'

/** Stores a secret under its name unless there is one, and returns the stored one: the first of any process. */
export async function ensureSecret(tx: Tx, name: string, value: Buffer): Promise<Buffer> {
  await write(tx, insertInto(secrets).values({ name, value }).onConflictDoNothing({ target: secrets.name }))
  const stored = await readRow(tx, select({ value: secrets.value }).from(secrets).where(eq(secrets.name, name)))
  if (stored === undefined) throw new Error('A secret that was just stored is gone')
  return stored.value
}
