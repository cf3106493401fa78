import type { RecordField } from '../../records/canonical-record.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { TrustField, TrustOf } from '../../records/trust.js'

/**
 * Whether all records that fill a column hold the same text in it, as most do: then there is nothing to elect. The first
 * record that fills it, or undefined when the records differ or none fills it.
 */
export function unanimousRecord(records: readonly ParsedRecord[], column: RecordField): ParsedRecord | undefined {
  let first: ParsedRecord | undefined
  let text = ''
  for (const record of records) {
    const own = record.source.record[column]
    if (own === '' || own === text) continue
    if (first !== undefined) return undefined
    first = record
    text = own
  }
  return first
}

/** Of the records that fill a column, the most trusted, then the newest, then the first. */
export function mostTrusted(
  records: readonly ParsedRecord[],
  column: RecordField,
  { field, trustOf }: { readonly field: TrustField; readonly trustOf: TrustOf },
): ParsedRecord | undefined {
  let best: ParsedRecord | undefined
  let trust = -1
  for (const record of records) {
    if (record.source.record[column] === '') continue
    const own = trustOf(record.source.source, field)
    if (best !== undefined && (own < trust || (own === trust && record.year <= best.year))) continue
    best = record
    trust = own
  }
  return best
}
