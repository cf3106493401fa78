import sql from 'sql-template-tag'
import type { Database, Tx } from './connection.js'
import { undo } from './outcome.js'
import { commitIfKept } from './transaction.js'

declare const isRolledBack: unique symbol

/** A transaction that is always rolled back; only `inPreview` begins one. */
export type PreviewTx = Tx & { readonly [isRolledBack]: true }

/**
 * Returns what the work returns and rolls back its writes in every case. All its reads see one snapshot, so a preview
 * neither waits for linking passes nor holds them up. The work must not append to the audit log or to events: the numbers
 * of their rows would be used up.
 */
export function inPreview<T>(database: Database, work: (tx: PreviewTx) => Promise<T>): Promise<T> {
  return commitIfKept(database, async (tx) => {
    await tx.write(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`)
    await tx.write(sql`SET LOCAL enable_seqscan = off`)
    return undo(await work(tx as PreviewTx))
  })
}
