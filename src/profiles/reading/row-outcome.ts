import type { AreaScheme } from '../../domain/identity/areas/area.js'
import type { CanonicalRecord, Facts } from '../../domain/registry/records/canonical-record.js'
import type { Variant } from '../schema/profile.js'
import type { JsonObject, RowError } from '../formats/file-item.js'

/** A fault of a row that is accepted nevertheless. */
export interface RowWarning {
  readonly field: string
  readonly code: 'HEAD_TWICE'
  readonly detail: string
}

export interface ReadRow {
  readonly kind: 'row'
  readonly line: number
  /** Counts the rows of a batch from 1, including rejected ones; members of households count one by one. */
  readonly row: number
  readonly sourceKey: string
  /** Whether the key is made of personal values; several persons can then share it. */
  readonly isKeyPersonal: boolean
  /** The code of the profile's variant. */
  readonly variant: string
  /** A row about a household describes its house and names no person. */
  readonly subject: Variant['subject']
  readonly record: CanonicalRecord
  readonly facts: Facts
  readonly warnings: readonly RowWarning[]
  readonly raw: JsonObject
  /** The village in the other scheme, where it differs and the scheme of the source is not decided. */
  readonly otherVillage?: { readonly scheme: AreaScheme; readonly code: string }
}

/** A row that is not accepted. */
export interface RowRejection {
  readonly kind: 'rejection'
  readonly line: number
  readonly row: number
  readonly sourceKey?: string
  /** The row as received, where it could be split into values. */
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
