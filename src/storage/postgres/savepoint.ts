import sql from 'sql-template-tag'
import type { Tx } from './connection.js'
import type { Outcome } from './outcome.js'

/**
 * Runs a part of a transaction that can be undone by itself: `keep(value)` keeps its writes, `undo(value)` rolls them back,
 * and so does an error, which is thrown as it is. The transaction can go on in every case. Savepoints can be nested.
 */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<Outcome<T>>): Promise<T> {
  await tx.write(sql`SAVEPOINT part`)
  try {
    const { isKept, value } = await work()
    if (!isKept) await tx.write(sql`ROLLBACK TO SAVEPOINT part`)
    await tx.write(sql`RELEASE SAVEPOINT part`)
    return value
  } catch (error) {
    await tx.write(sql`ROLLBACK TO SAVEPOINT part`)
    // Without this, an outer savepoint of the same name could not be rolled back to.
    await tx.write(sql`RELEASE SAVEPOINT part`)
    throw error
  }
}
