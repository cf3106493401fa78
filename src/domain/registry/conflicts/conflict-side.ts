import type { Difference } from '../golden/values/value-difference.js'
import type { ParsedRecord } from '../golden/values/survivorship-record.js'
import type { Candidate } from '../golden/values/value-candidate.js'

/** A side with what its weight is judged by. */
export interface WeighedSide {
  readonly level: SideLevel
  readonly all: readonly ParsedRecord[]
  readonly candidates: readonly Candidate[]
}

/** The records that say the same. */
export interface ConflictSide {
  readonly level: SideLevel
  readonly records: readonly string[]
}

/** How a side of a conflict stands to the golden value. */
export type SideLevel = 'golden' | 'unsaid' | Exclude<Difference, 'none'>
