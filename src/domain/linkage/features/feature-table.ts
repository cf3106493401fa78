import { createColumnBuilder } from './column-builders.js'
import type { ColumnBuilder } from './field-reader.js'
import type { Field, Model } from '../model/model.js'
import { checkTableNiks } from './check-table-niks.js'
import { Vocabulary } from './vocabulary.js'
import type { RawRecord } from './raw-record.js'
import type { FeatureTable } from './table.js'

/**
 * Collects records into columns. `seal` returns the table of all rows so far. After more rows it can be sealed again;
 * earlier tables must not be used any more.
 */
export class FeatureTableBuilder {
  readonly #vocabulary = new Vocabulary()
  readonly #fields: readonly { field: Field; builder: ColumnBuilder }[]
  #size = 0

  constructor({ fields, referenceDate }: Pick<Model, 'fields' | 'referenceDate'>) {
    const options = { referenceDate }
    this.#fields = fields.map((field) => ({ field, builder: createColumnBuilder(field, this.#vocabulary, options) }))
  }

  get size(): number {
    return this.#size
  }

  append(record: RawRecord): void {
    for (const { builder } of this.#fields) builder.append(record)
    this.#size += 1
  }

  /**
   * `crowds` are families, as named by familyReader, that are known to have too many rows, however many of them are in
   * this table.
   */
  seal(crowds: ReadonlySet<string> = NO_CROWDS): FeatureTable {
    const columns = new Map(this.#fields.map(({ field, builder }) => [field.name, builder.seal(crowds)]))
    const table = { size: this.#size, vocabulary: this.#vocabulary, columns }
    checkTableNiks(
      table,
      this.#fields.map(({ field }) => field),
    )
    return table
  }
}

const NO_CROWDS: ReadonlySet<string> = new Set()
