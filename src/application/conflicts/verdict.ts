import { type Refusal, refuse } from '../context/refusals.js'

export const CONFLICT_VERDICTS = ['same', 'different', 'unsure', 'value', 'confirm', 'reversal'] as const
export type ConflictVerdict = (typeof CONFLICT_VERDICTS)[number]

/**
 * A verdict on a conflict: whether records are of one person, or which value is right. A stale judgement can also be
 * confirmed (`confirm`) or taken back (`reversal`).
 */
export interface Verdict {
  readonly verdict: ConflictVerdict
  /** The right value; only with the verdict `value`. */
  readonly value?: string
  /** A record that has the right value, instead of the value: for callers that see NIKs masked. */
  readonly valueFrom?: string
  /** The person that has the right NIK; only for a shared NIK with the verdict `value`. */
  readonly personId?: string
  /** The only two records to judge; for a NIK that more than two persons share. */
  readonly records?: readonly [string, string]
}

/** Refuses a verdict with VERDICT_UNFIT. */
export function refuseVerdict(detail: string): Refusal {
  return refuse('VERDICT_UNFIT', detail)
}
