import type { CanonicalRecord, Facts } from '../../../domain/registry/records/canonical-record.js'

/** What a source now says of a row. */
export interface RecordPut {
  readonly kind: 'put'
  readonly id: string
  readonly version: number
  readonly source: string
  readonly sourceKey: string
  readonly batchId: string | undefined
  readonly batchRow: number
  readonly subject: 'person' | 'household'
  readonly contentHash: Buffer
  readonly record: CanonicalRecord
  /** The record in its packed form, as JSON text, where it was read as such. */
  readonly packed?: string
  readonly facts: Facts
}

/** A row that its source no longer has. */
export interface RecordWithdrawal {
  readonly kind: 'withdrawal'
  readonly id: string
  readonly version: number
}

/** A record that is to be linked anew though it says the same: a judgement speaks of it. */
export interface RecordTouch {
  readonly kind: 'touch'
  readonly id: string
}

/** What a source says. */
export type SourceChange = RecordPut | RecordWithdrawal

/** What a linking pass is given to do. */
export type RecordChange = SourceChange | RecordTouch
