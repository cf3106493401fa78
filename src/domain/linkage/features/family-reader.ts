import { parseKk } from '../../identity/numbers/kk.js'
import type { RawRecord } from './raw-record.js'
import type { Field } from '../model/model.js'

/**
 * A reference that more rows of one list share is a filler or an institution's, and no family. The bound also keeps the
 * work of one family's change small; it depends on what the list holds, not on the order in which it came.
 */
export const LARGEST_FAMILY = 50

/**
 * Tells the family that a list shows a record in, as one text, or '' for none: the first of the field's columns is the
 * source, the others are tried in turn for a reference. Rows of one family have equal texts.
 */
export function familyReader(field: Pick<Field, 'columns'>): (record: RawRecord) => string {
  const [sourceColumn = '', ...referenceColumns] = field.columns
  return (record) => {
    for (const column of referenceColumns) {
      const reference = familyReference(record[column] ?? '')
      if (reference !== '') return `${record[sourceColumn] ?? ''}\u0000${reference}`
    }
    return ''
  }
}

/** A family's reference in a list: a well-formed KK by its digits, any other mark as it stands. */
function familyReference(original: string): string {
  const trimmed = original.trim()
  if (trimmed === '') return ''
  const kk = parseKk(trimmed)
  if (kk.status === 'valid') return kk.digits
  return /^[\d\s'.-]*$/.test(trimmed) && kk.status !== 'damaged' && trimmed.length > 12 ? '' : trimmed
}
