import type { Database, Tx } from '../../storage/postgres/connection.js'
import { keep, undo } from '../../storage/postgres/outcome.js'
import { commitIfKept } from '../../storage/postgres/transaction.js'
import { isRefusal, type Refusal } from './refusals.js'
import { retryTransient } from './retry-transient.js'

export type { Tx } from '../../storage/postgres/connection.js'
export { inPreview, type PreviewTx } from '../../storage/postgres/preview.js'

/**
 * Runs use cases in one transaction. A refusal or an error rolls back everything. The transaction is repeated after a
 * deadlock or serialization failure, so the work must have no effect outside of it.
 */
export function inUnitOfWork<T>(database: Database, work: (tx: Tx) => Promise<T | Refusal>): Promise<T | Refusal> {
  return retryTransient(() =>
    commitIfKept<T | Refusal>(database, async (tx) => {
      const result = await work(tx)
      return isRefusal(result) ? undo(result) : keep(result)
    }),
  )
}
