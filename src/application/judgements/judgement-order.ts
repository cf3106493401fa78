import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { HouseholdVerdict, PairVerdict } from '../../domain/registry/judgements/judgement.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** The judge, the reason and the conflict that a judgement resolves. */
export interface JudgementOrigin {
  readonly reason: string
  readonly judgedBy: string
  readonly conflictId?: string
}

/** Whether two records are of one person. */
export interface PairOrder extends JudgementOrigin {
  readonly verdict: PairVerdict
  readonly records: readonly [string, string]
}

/** Whether the persons of two records live in one household, that of the first. */
export interface HouseholdOrder extends JudgementOrigin {
  readonly verdict: HouseholdVerdict
  readonly records: readonly [string, string]
}

/** The right value of a field, and one or more records of the person. */
export interface ValueOrder extends JudgementOrigin {
  readonly field: GoldenField
  readonly value: string
  readonly records: readonly string[]
}

/** A written judgement, with the judgements that it supersedes and those that become live again. */
export interface Judged {
  readonly judgementId: string
  readonly superseded: readonly string[]
  readonly restored: readonly string[]
  /** The records to link again. */
  readonly concerned: readonly string[]
}

const MOST_CHARACTERS = 1000

/** Trims a reason; refuses with REASON_MISSING where it is blank or too long. */
export function readReason(original: string): string | Refusal {
  const reason = original.replaceAll('\0', '').trim()
  if (reason !== '' && reason.length <= MOST_CHARACTERS) return reason
  return refuse('REASON_MISSING', `\`reason\` must have 1 to ${MOST_CHARACTERS} characters.`)
}
