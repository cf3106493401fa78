import { endWithoutEffect, listSilentBatches } from '../../storage/batches/batches.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import type { Registry } from '../context/registry.js'

/** A sender that nothing was heard of for so long is gone. */
export const SILENCE_MS = 60_000

/** Fails the deliveries whose sender, or whose receiving process, is gone; gives how many. */
export function endSilentBatches(registry: Registry): Promise<number> {
  const at = registry.now()
  return inTransaction(registry.database, async (tx) => {
    const silent = await listSilentBatches(tx, new Date(at.getTime() - SILENCE_MS))
    for (const { id } of silent) await failAsGone(tx, id, at)
    return silent.length
  })
}

/** Ends a delivery whose list did not come to its end; it may be sent again. */
export function failAsGone(tx: Tx, id: string, at: Date): Promise<boolean> {
  const refusal = { code: 'SENDER_GONE', detail: 'The list did not come to its end; send it again.' }
  return endWithoutEffect(tx, id, { state: 'failed', refusal, at })
}
