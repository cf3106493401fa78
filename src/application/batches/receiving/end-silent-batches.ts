import { endWithoutEffect, listSilentBatches } from '../../../storage/batches/batches.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import type { Registry } from '../../context/registry.js'

/** A sender that sent nothing for this long is gone. */
export const SILENCE_MS = 60_000

/** Fails the batches whose sender or receiving process is gone; returns how many. */
export function endSilentBatches(registry: Registry): Promise<number> {
  const at = registry.now()
  return inTransaction(registry.database, async (tx) => {
    const silent = await listSilentBatches(tx, new Date(at.getTime() - SILENCE_MS))
    for (const { id } of silent) await failAsGone(tx, id, at)
    return silent.length
  })
}

/** Fails a batch whose file was not received to its end; it may be sent again. */
export function failAsGone(tx: Tx, id: string, at: Date): Promise<boolean> {
  const refusal = { code: 'SENDER_GONE', detail: 'The file was not received to its end. Send it again.' }
  return endWithoutEffect(tx, id, { state: 'failed', refusal, at })
}
