import type { Desk } from '../judgements/judging-desk.js'
import type { Refusal } from '../context/refusals.js'
import { type Resolution, resolveConflict, type Resolving } from './resolve-conflict.js'

/** More would keep the caller waiting for minutes. */
export const MOST_RESOLUTIONS = 200

/**
 * Gives many verdicts one after the other, each in a transaction of its own: what is declined or was settled by one before
 * stops no other. The results come in the order of the verdicts.
 */
export async function resolveConflicts(
  desk: Desk,
  resolving: readonly Resolving[],
): Promise<readonly (Resolution | Refusal)[]> {
  const results: (Resolution | Refusal)[] = []
  for (const each of resolving) results.push(await resolveConflict(desk, each))
  return results
}
