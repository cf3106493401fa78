import type { JsonObject } from '../../../profiles/formats/file-item.js'
import type { CanonicalRecord, Facts } from '../../../domain/registry/records/canonical-record.js'
import type { RecordStanding } from '../../records/record-standing.js'

/** What became of it; `unknown`: there was nothing to withdraw; `stale`: the live record is another than was seen. */
export interface SingleOutcome {
  readonly effect: 'created' | 'updated' | 'unchanged' | 'withdrawn' | 'unknown' | 'stale'
  readonly recordId: string
  /** Where a record that was created or updated belongs now. */
  readonly standing?: RecordStanding
}

/** One record that a source says or withdraws by itself. */
export type SingleChange = SaidBy &
  (
    | { readonly kind: 'put'; readonly record: CanonicalRecord; readonly facts: Facts; readonly raw: JsonObject }
    | { readonly kind: 'withdrawal' }
  )
/** The versions of a record that its sender has seen; `any`: whatever it is, it must be there. */
export type SeenVersions = 'any' | readonly number[]

export interface SaidBy {
  readonly source: string
  readonly sourceKey: string
  readonly by: string
  /** The change holds only where the live record is one of these; without it, in any case. */
  readonly seen?: SeenVersions
}
