import { appendAudit } from '../../../storage/access/audit.js'
import { listNotApplied, releaseNotApplied } from '../../../storage/batches/not-applied.js'
import { lockSource } from '../../../storage/batches/batches.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import type { Registry } from '../../context/registry.js'

/**
 * Lets the batches that could not be applied be applied after all, each under its own version: what came later stays.
 * Returns how many.
 */
export async function retryNotApplied(registry: Registry): Promise<number> {
  const waiting = await listNotApplied(registry.database.conn)
  for (const { id, source } of waiting) {
    await inTransaction(registry.database, async (tx) => {
      await lockSource(tx, source)
      if (!(await releaseNotApplied(tx, id))) return
      const entry = {
        actor: 'padan',
        action: 'batch.retried',
        subjectKind: 'batch',
        subjectId: id,
        content: { source },
      }
      await appendAudit(tx, entry, registry.now())
    })
  }
  return waiting.length
}
