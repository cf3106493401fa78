import type { RecordField } from '../../records/canonical-record.js'
import type { ParsedRecord } from './survivorship-record.js'

/**
 * Returns the first record that fills a column, if all records that fill it hold the same text, as most do: then no
 * election is needed. Undefined if they differ or none fills it.
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

/** Of the records that fill a column, returns the most trusted, then the newest, then the first. */
export function mostTrusted(
  records: readonly ParsedRecord[],
  column: RecordField,
  trustIn: (record: ParsedRecord) => number,
): ParsedRecord | undefined {
  let best: ParsedRecord | undefined
  let trust = -1
  for (const record of records) {
    if (record.source.record[column] === '') continue
    const own = trustIn(record)
    if (best !== undefined && (own < trust || (own === trust && record.year <= best.year))) continue
    best = record
    trust = own
  }
  return best
}
