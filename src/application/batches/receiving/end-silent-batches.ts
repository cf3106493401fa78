import { endWithoutEffect, listSilentBatches } from '../../../storage/batches/batches.js'
import { clearFailed, findUncleared, saveCleared } from '../../../storage/batches/rejections.js'
import type { Tx } from '../../../storage/postgres/connection.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import type { Registry } from '../../context/registry.js'

/** A sender that sent nothing for this long is gone. */
export const SILENCE_MS = 60_000
const ROWS_AT_ONCE = 10_000

/** Fails the batches whose sender or receiving process is gone; returns how many. */
export async function endSilentBatches(registry: Registry): Promise<number> {
  const at = registry.now()
  const ended = await inTransaction(registry.database, async (tx) => {
    const silent = await listSilentBatches(tx, new Date(at.getTime() - SILENCE_MS))
    for (const { id } of silent) await failAsGone(tx, id, at)
    return silent.length
  })
  await clearFailedBatch(registry)
  return ended
}

/** Deletes what a batch left whose sender had gone, some thousand rows at a time; returns whether something was left. */
export async function clearFailedBatch({ database, now }: Registry): Promise<boolean> {
  const id = await findUncleared(database.conn)
  if (id === undefined) return false
  return inTransaction(database, async (tx) => {
    const cleared = await clearFailed(tx, id, ROWS_AT_ONCE)
    if (cleared === 0) await saveCleared(tx, id, now())
    return cleared > 0
  })
}

/** Fails a batch whose file was not received to its end; it may be sent again. */
export function failAsGone(tx: Tx, id: string, at: Date): Promise<boolean> {
  const refusal = { code: 'SENDER_GONE', detail: 'The file was not received to its end. Send it again.' }
  return endWithoutEffect(tx, id, { state: 'failed', refusal, at })
}
