/** A batch that was applied. */
export interface AppliedBatch {
  readonly id: string
  /** Later ones have higher versions. */
  readonly version: number
  readonly mode: 'snapshot' | 'delta'
  /** The batch that it reverts, which has a lower version. */
  readonly reverts: string | undefined
  readonly isConfirmed: boolean
}

/**
 * The batches whose rows are in force: all but the reverted ones. A reversal that is reverted itself reverts nothing, and a
 * reversal has no rows of its own: what it brings back is what the others say. The result does not depend on the order in
 * which batches are given or were applied.
 */
export function batchesInForce(applied: readonly AppliedBatch[]): readonly AppliedBatch[] {
  const newestFirst = [...applied].sort((a, b) => b.version - a.version)
  const reverted = new Set<string>()
  for (const { id, reverts } of newestFirst) if (reverts !== undefined && !reverted.has(id)) reverted.add(reverts)
  return applied.filter(({ id, reverts }) => reverts === undefined && !reverted.has(id))
}
