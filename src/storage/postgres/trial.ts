import sql from 'sql-template-tag'
import type { Database, Tx } from './connection.js'
import { inTransaction } from './transaction.js'

/** Ends a trial's transaction by rolling it back. */
class TrialOver extends Error {}

/**
 * Gives what the work gives and undoes its writes whatever happens. All reads see the registry as it stood at one moment,
 * so that a trial neither waits for linking passes nor holds them up. Work that appends to the audit or events has no place
 * in it: their numbers would be used up.
 */
export async function inTrial<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  let outcome: { readonly value: T } | undefined
  try {
    await inTransaction(database, async (tx) => {
      await tx.write(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`)
      await tx.write(sql`SET LOCAL enable_seqscan = off`)
      outcome = { value: await work(tx) }
      throw new TrialOver()
    })
  } catch (error) {
    if (!(error instanceof TrialOver) || outcome === undefined) throw error
  }
  if (outcome === undefined) throw new Error('A trial ends by rolling back')
  return outcome.value
}
