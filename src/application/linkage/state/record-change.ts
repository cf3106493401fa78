import type { CanonicalRecord, Facts } from '../../../domain/registry/records/canonical-record.js'

/** A new or changed record of a source. */
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

/** A record that its source no longer has. */
export interface RecordWithdrawal {
  readonly kind: 'withdrawal'
  readonly id: string
  readonly version: number
}

/** An unchanged record that is to be linked anew because a judgement on it has changed. */
export interface RecordTouch {
  readonly kind: 'touch'
  readonly id: string
}

export type SourceChange = RecordPut | RecordWithdrawal

export type RecordChange = SourceChange | RecordTouch
