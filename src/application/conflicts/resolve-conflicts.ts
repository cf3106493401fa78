import type { Database } from '../../storage/postgres/connection.js'
import type { Refusal } from '../context/refusals.js'
import { inUnitOfWork } from '../context/unit-of-work.js'
import type { JudgingContext } from '../judgements/judging-context.js'
import { type Resolution, resolveConflict, type ResolutionOrder } from './resolve-conflict.js'

/** More would keep the caller waiting for minutes. */
export const MOST_RESOLUTIONS = 200

/**
 * Resolves conflicts one after the other, each in a transaction of its own: a refusal, or a conflict that an earlier verdict
 * resolved, does not stop the others. Returns the results in the order of the verdicts.
 */
export async function resolveConflicts(
  database: Database,
  judging: JudgingContext,
  orders: readonly ResolutionOrder[],
): Promise<readonly (Resolution | Refusal)[]> {
  const results: (Resolution | Refusal)[] = []
  for (const order of orders) results.push(await inUnitOfWork(database, (tx) => resolveConflict(tx, judging, order)))
  return results
}
