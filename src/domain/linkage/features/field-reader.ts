import type { Field } from '../model/model.js'
import type { Column } from './columns.js'
import type { RawRecord } from './raw-record.js'

/** Parses one field of each record into a column. */
export interface ColumnBuilder {
  append(record: RawRecord): void
  seal(crowds: ReadonlySet<string>): Column
}

/** How many parsed texts a column keeps before it forgets them. */
export const LEAST_CACHED = 10_000

/** Returns a function that reads the field's first column. */
export function reader(field: Field): (record: RawRecord) => string {
  const column = field.columns[0] ?? ''
  return (record) => record[column] ?? ''
}

/** Returns the field's columns of a record, joined by spaces. */
export function joined(field: Field, record: RawRecord): string {
  if (field.columns.length === 1) return record[field.columns[0] ?? ''] ?? ''
  return field.columns.map((column) => record[column] ?? '').join(' ')
}
