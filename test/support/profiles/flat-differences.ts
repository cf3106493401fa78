import { RECORD_FIELDS, type RecordField } from '../../../src/domain/registry/records/canonical-record.js'
import type { ReadRow } from '../../../src/profiles/reading/read-rows.js'

/** A record in canonical columns, as the flat file has it. */
export type FlatRow = Readonly<Record<string, string>>

/** How often each field of the rows read differs from the flat records of the same list, in order. */
export function countDifferences(rows: readonly ReadRow[], flat: readonly FlatRow[]): Record<string, number> {
  const counts: Partial<Record<RecordField, number>> = {}
  for (const [at, { record }] of rows.entries()) {
    for (const field of RECORD_FIELDS) {
      if (record[field] !== flat[at]?.[field]) counts[field] = (counts[field] ?? 0) + 1
    }
  }
  return counts
}

/** Examples of what differs in a field, as `flat -> read`. */
export function examplesOf(field: RecordField, rows: readonly ReadRow[], flat: readonly FlatRow[]): readonly string[] {
  const examples = rows.map(({ record }, at) => `${flat[at]?.[field] ?? ''} -> ${record[field]}`)
  return [...new Set(examples.filter((_, at) => rows[at]?.record[field] !== flat[at]?.[field]))]
}
