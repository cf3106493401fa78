import type { Column, ColumnOf } from './columns.js'
import { createColumnBuilder, type ColumnBuilder } from './column-builders.js'
import type { Field } from './model.js'
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

/** Settings of parsing that must not come from the clock. */
export interface FeatureOptions {
  /** The day (yyyymmdd) that ages and centuries are reckoned from. */
  readonly referenceDate: number
}

const DEFAULT_REFERENCE_DATE = 20261231

/** Collects records one by one into columns; `seal` gives the finished table, after which nothing can be appended. */
export class FeatureTableBuilder {
  readonly #vocabulary = new Vocabulary()
  readonly #fields: readonly { field: Field; builder: ColumnBuilder }[]
  #size = 0

  constructor(fields: readonly Field[], options: FeatureOptions = { referenceDate: DEFAULT_REFERENCE_DATE }) {
    this.#fields = fields.map((field) => ({ field, builder: createColumnBuilder(field, this.#vocabulary, options) }))
  }

  get size(): number {
    return this.#size
  }

  append(record: RawRecord): void {
    for (const { builder } of this.#fields) builder.append(record)
    this.#size += 1
  }

  seal(): FeatureTable {
    const columns = new Map(this.#fields.map(({ field, builder }) => [field.name, builder.seal()]))
    const table = { size: this.#size, vocabulary: this.#vocabulary, columns }
    weighNiks(
      table,
      this.#fields.map(({ field }) => field),
    )
    return table
  }
}

/** The column of a field, of the type that the caller needs. Throws where the model asks for what the field is not. */
export function columnOf<T extends Column['type']>(table: FeatureTable, field: string, type: T): ColumnOf<T> {
  const column = table.columns.get(field)
  if (column?.type !== type) throw new Error(`the field ${field} has no ${type} column`)
  return column as ColumnOf<T>
}
