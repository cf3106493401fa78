import type { Column, ColumnOf } from './columns.js'
import type { Vocabulary } from './vocabulary.js'

/** Returns the column of a field. Throws if the field has no column of this type. */
export function columnOf<T extends Column['type']>(table: FeatureTable, field: string, type: T): ColumnOf<T> {
  const column = table.columns.get(field)
  if (column?.type !== type) throw new Error(`the field ${field} has no ${type} column`)
  return column as ColumnOf<T>
}

/** The features of a set of records, for comparing any two of them by row number. */
export interface FeatureTable {
  readonly size: number
  readonly vocabulary: Vocabulary
  readonly columns: ReadonlyMap<string, Column>
}
