import type { Column, ColumnOf } from './columns.js'
import { createColumnBuilder, type ColumnBuilder } from './column-builders.js'
import type { Field, Model } from './model.js'
import { weighNiks } from './nik-standing.js'
import { Vocabulary } from './vocabulary.js'

/** A record as matching takes it in: the values of its columns, as the list has them. A missing column is blank. */
export type RawRecord = Readonly<Record<string, string | undefined>>

/** The features of a set of records, ready for comparing any two of them by row number. */
export interface FeatureTable {
  readonly size: number
  readonly vocabulary: Vocabulary
  readonly columns: ReadonlyMap<string, Column>
}

/** What parsing takes from the model and never from the clock. */
export type FeatureOptions = Pick<Model, 'referenceDate'>

/**
 * Collects records one by one into columns; `seal` gives the table of all rows so far. After more rows it can be sealed
 * anew, which ends the use of the table given before.
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

  /** `crowds` are families, as familyReader names them, that have too many rows to be one, whatever number of them is here. */
  seal(crowds: ReadonlySet<string> = NO_CROWDS): FeatureTable {
    const columns = new Map(this.#fields.map(({ field, builder }) => [field.name, builder.seal(crowds)]))
    const table = { size: this.#size, vocabulary: this.#vocabulary, columns }
    weighNiks(
      table,
      this.#fields.map(({ field }) => field),
    )
    return table
  }
}

const NO_CROWDS: ReadonlySet<string> = new Set()

/** The column of a field, of the type that the caller needs. Throws where the model asks for what the field is not. */
export function columnOf<T extends Column['type']>(table: FeatureTable, field: string, type: T): ColumnOf<T> {
  const column = table.columns.get(field)
  if (column?.type !== type) throw new Error(`the field ${field} has no ${type} column`)
  return column as ColumnOf<T>
}
