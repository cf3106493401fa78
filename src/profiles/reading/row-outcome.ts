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
  /** The rejected rows behind this one that it speaks for, since they follow a quote that is not closed. */
  readonly behind?: number
}

/** The rest of the file, or all of it, cannot be read; always the last outcome. */
export interface FileRefusal {
  readonly kind: 'refusal'
  readonly line: number
  readonly errors: readonly RowError[]
}

export type RowOutcome = ReadRow | RowRejection | FileRefusal

/** So many rows one rejection speaks for; a file of more is nothing else, and its reader must hear of it. */
const MOST_BEHIND = 100_000

/**
 * Holds the rejection of a quote that is not closed while the rows behind it are rejected too: they are what the quote has
 * torn apart, and one rejection with their number says more than one for each.
 */
export class OpenQuote {
  #held: RowRejection | undefined
  #behind = 0

  /** Adds a rejection; returns the one that is ready. */
  add(rejection: RowRejection): RowRejection | undefined {
    const isOpening = rejection.errors[0]?.code === 'QUOTE_UNCLOSED'
    if (this.#held === undefined) {
      if (!isOpening) return rejection
      this.#held = rejection
      return undefined
    }
    return ++this.#behind === MOST_BEHIND ? this.release() : undefined
  }

  /** Returns the held rejection, with the number of rows behind it, where one is held. */
  release(): RowRejection | undefined {
    const held = this.#held
    const behind = this.#behind
    this.#held = undefined
    this.#behind = 0
    if (held === undefined || behind === 0) return held
    const errors = held.errors.map((error) => ({
      ...error,
      detail: `${error.detail} The ${behind} rows behind it could not be read either.`,
    }))
    return { ...held, errors, behind }
  }
}
