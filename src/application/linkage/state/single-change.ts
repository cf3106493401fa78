import type { CanonicalRecord, Facts } from '../../../domain/registry/records/canonical-record.js'
import type { JsonObject } from '../../../profiles/formats/file-item.js'
import type { StoredConflict } from '../../../storage/conflicts/conflicts.js'
import type { StoredEdge } from '../../../storage/linkage/edges.js'

/** `unknown`: no record to withdraw; `stale`: the live record has another version than the caller has seen. */
export interface SingleOutcome {
  readonly effect: 'created' | 'updated' | 'unchanged' | 'withdrawn' | 'unknown' | 'stale'
  readonly recordId: string
  /** Only of a record that was created or updated. */
  readonly linked?: LinkedSingle
}

/** The new version of a linked record, and its place in the registry. */
export interface LinkedSingle {
  readonly version: number
  readonly place: RecordPlace
}

/** The person and household that a record is placed in. */
export interface RecordPlace {
  readonly personId: string
  readonly householdId: string | undefined
  /** All records of the person. */
  readonly recordIds: readonly string[]
  /** The edges of the record, as seen from it. */
  readonly edges: readonly StoredEdge[]
  /** The open conflicts of the person. */
  readonly conflicts: readonly StoredConflict[]
}

/** One record that a source puts or withdraws outside of a batch. */
export type SingleChange = SingleRecord & (SinglePut | SingleWithdrawal)

export interface SinglePut {
  readonly kind: 'put'
  readonly record: CanonicalRecord
  readonly facts: Facts
  /** The fields as they were received. */
  readonly raw: JsonObject
}

export interface SingleWithdrawal {
  readonly kind: 'withdrawal'
}

/** The versions of a record that its caller has seen; `any`: whatever version, but the record must be live. */
export type SeenVersions = 'any' | readonly number[]

export interface SingleRecord {
  readonly source: string
  readonly sourceKey: string
  /** The actor, for the audit. */
  readonly by: string
  /** The change is only made where the live record has one of these versions; without it, in any case. */
  readonly seen?: SeenVersions
}
