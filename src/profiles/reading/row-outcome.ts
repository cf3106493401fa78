import type { CanonicalRecord, Facts } from '../../domain/registry/records/canonical-record.js'
import type { Variant } from '../schema/profile.js'
import type { JsonObject, RowError } from '../formats/file-item.js'

/** What is odd about a row though it is taken. */
export interface RowWarning {
  readonly field: string
  readonly code: 'HEAD_TWICE'
  readonly detail: string
}

/** A row that was read. */
export interface ReadRow {
  readonly kind: 'row'
  readonly line: number
  /** Counts the delivered rows from 1, rejected ones and members of households each by themselves. */
  readonly row: number
  readonly sourceKey: string
  /** Whether the key is made of personal values, so that several persons may have come by one. */
  readonly isKeyPersonal: boolean
  /** The version of the layout that it came in. */
  readonly variant: string
  /** A household's row tells of a house and names no person. */
  readonly subject: Variant['subject']
  readonly record: CanonicalRecord
  readonly facts: Facts
  readonly warnings: readonly RowWarning[]
  readonly raw: JsonObject
}

/** A row that cannot be taken. */
export interface RowRejection {
  readonly kind: 'rejection'
  readonly line: number
  readonly row: number
  readonly sourceKey?: string
  /** The row as received, as far as it could be told apart. */
  readonly raw?: JsonObject
  readonly errors: readonly RowError[]
}

/** The rest of the file, or all of it, cannot be read; always the last outcome. */
export interface FileRefusal {
  readonly kind: 'refusal'
  readonly line: number
  readonly errors: readonly RowError[]
}

export type RowOutcome = ReadRow | RowRejection | FileRefusal
