import type { Difference } from '../golden/values/value-difference.js'
import type { ParsedRecord } from '../golden/values/survivorship-record.js'
import type { Candidate } from '../golden/values/value-candidate.js'

/** A side with the records and candidates that its severity depends on. */
export interface WeighedSide {
  readonly level: SideLevel
  readonly all: readonly ParsedRecord[]
  readonly candidates: readonly Candidate[]
}

/** The records with one value. */
export interface ConflictSide {
  readonly level: SideLevel
  readonly records: readonly string[]
}

/** How the value of a side differs from the golden value. `unsaid`: its records have no value. */
export type SideLevel = 'golden' | 'unsaid' | Exclude<Difference, 'none'>
