import sql from 'sql-template-tag'
import type { Tx } from './connection.js'

/** Gives what the work gives; where it throws, its writes alone are undone and the transaction can go on. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.write(sql`SAVEPOINT attempt`)
  try {
    return await work()
  } catch (error) {
    await tx.write(sql`ROLLBACK TO SAVEPOINT attempt`)
    throw error
  }
}
