import { isRefusal, type Refusal } from '../../application/context/refusals.js'
import { inUnitOfWork, type Tx } from '../../application/context/unit-of-work.js'
import type { SentAnswer } from './answer.js'
import type { Call } from './route.js'

/**
 * Runs the writes of a call in one transaction, and under an `Idempotency-Key` stores the answer there, so that a crash leaves
 * both or neither. A refusal or an error rolls everything back. The answer is sent after the commit. The work may run more
 * than once, so it must have no effect outside of the transaction.
 */
export function inTransaction<Sent extends SentAnswer>(
  { context, keepAnswer }: Pick<Call<unknown, unknown, unknown>, 'context' | 'keepAnswer'>,
  work: (tx: Tx) => Promise<Sent | Refusal>,
): Promise<Sent | Refusal> {
  return inUnitOfWork(context.registry.database, async (tx) => {
    const answer = await work(tx)
    if (!isRefusal(answer)) await keepAnswer?.(tx, answer)
    return answer
  })
}
