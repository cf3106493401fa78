import sql from 'sql-template-tag'
import type { Tx } from './connection.js'

/** Keeps a secret under its name unless there is one already, and gives the one that is kept: the first of any process. */
export async function ensureSecret(tx: Tx, name: string, value: Buffer): Promise<Buffer> {
  await tx.write(sql`INSERT INTO secrets (name, value) VALUES (${name}, ${value}) ON CONFLICT (name) DO NOTHING`)
  const [kept] = await tx.read<{ value: Buffer }>(sql`SELECT value FROM secrets WHERE name = ${name}`)
  if (kept === undefined) throw new Error('A secret that was just kept is gone')
  return kept.value
}
