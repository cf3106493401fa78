import type { Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { isRefusal, type Refusal } from './refusals.js'
import type { Registry } from './registry.js'

/** The transaction in which something is done. */
export type DeedTx = Tx

/** A registry that hears of what is done in it before that is committed: what it writes then holds if the deed does. */
export interface WitnessedRegistry extends Registry {
  readonly onDone?: (tx: DeedTx, done: unknown) => Promise<void>
}

/** Does work in a transaction of its own and gives what the work gives; what was done, not declined, is told to the witness. */
export function inDeed<Done>(
  registry: WitnessedRegistry,
  work: (tx: DeedTx) => Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  return inTransaction(registry.database, async (tx) => {
    const done = await work(tx)
    if (!isRefusal(done)) await registry.onDone?.(tx, done)
    return done
  })
}
