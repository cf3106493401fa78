import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import type { HouseholdVerdict, PairVerdict } from '../../domain/registry/judgements/judgement.js'
import type { Database } from '../../storage/postgres/connection.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** What judging works with; a registry has it. */
export interface Bench {
  readonly database: Database
  readonly now: () => Date
}

/** Who judges and why, and the conflict that is settled by it. */
export interface Judging {
  readonly reason: string
  readonly judgedBy: string
  readonly conflictId?: string
}

/** A verdict on whether two records are one person. */
export interface PairOrder extends Judging {
  readonly verdict: PairVerdict
  readonly records: readonly [string, string]
}

/** A verdict on whether the second record's person lives with the first's. */
export interface HouseholdOrder extends Judging {
  readonly verdict: HouseholdVerdict
  readonly records: readonly [string, string]
}

/** The right value for a field of the person whose records these are; one of the records is enough. */
export interface ValueOrder extends Judging {
  readonly field: GoldenField
  readonly value: string
  readonly records: readonly string[]
}

/** What was written: the judgement's id, and those that no longer hold for it or hold again. */
export interface Judged {
  readonly judgementId: string
  readonly superseded: readonly string[]
  readonly restored: readonly string[]
  /** The records that are to be linked anew. */
  readonly concerned: readonly string[]
}

const MOST_CHARACTERS = 1000

/** The reason without blanks around it; refuses with REASON_MISSING where it is blank or too long. */
export function readReason(original: string): string | Refusal {
  const reason = original.replaceAll('\0', '').trim()
  if (reason !== '' && reason.length <= MOST_CHARACTERS) return reason
  return refuse('REASON_MISSING', `A judgement needs a reason of 1 to ${MOST_CHARACTERS} characters.`)
}
