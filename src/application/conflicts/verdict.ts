import { type Refusal, refuse } from '../context/refusals.js'

export const CONFLICT_VERDICTS = ['same', 'different', 'unsure', 'value', 'confirm', 'reversal'] as const
export type ConflictVerdict = (typeof CONFLICT_VERDICTS)[number]

/**
 * What somebody says to a conflict: who is the same and who is not, which value is right; to a verdict that has become stale
 * also that it holds (`confirm`) or no longer does (`reversal`).
 */
export interface Verdict {
  readonly verdict: ConflictVerdict
  /** The right value, with the verdict `value`. */
  readonly value?: string
  /** Instead of the value a record that has it: whoever sees NIKs masked can say which one is right all the same. */
  readonly valueFrom?: string
  /** Whose NIK `value` is, where a conflict is about several persons. */
  readonly personId?: string
  /** The two records that are meant, where a conflict is about more than two persons. */
  readonly records?: readonly [string, string]
}

/** Says that a verdict does not answer the question. */
export function refuseVerdict(detail: string): Refusal {
  return refuse('VERDICT_UNFIT', detail)
}
