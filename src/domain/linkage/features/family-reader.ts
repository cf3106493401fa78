import { parseKk } from '../../identity/numbers/kk.js'
import type { RawRecord } from './raw-record.js'
import type { Field } from '../model/model.js'

/**
 * A reference shared by more records of one source is a filler or an institution, not a family. The limit also bounds
 * the work caused by a change of one family. It depends on the contents of the source, not on the order of arrival.
 */
export const LARGEST_FAMILY = 50

/**
 * Returns a function from a record to its family within the source, '' for none. The first column of the field is the
 * source; the others are tried in turn for a reference. Records of one family have equal results.
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

/** A number that a spreadsheet cut: the KKs of one office and month look alike in it. */
const CUT_NUMBER = /^\d[.,]?\d*E\+?\d+$/i

/** Returns the family reference: the digits of a valid KK, any other mark as received, '' for an unusable number. */
function familyReference(original: string): string {
  const trimmed = original.trim()
  if (trimmed === '' || CUT_NUMBER.test(trimmed)) return ''
  const kk = parseKk(trimmed)
  if (kk.status === 'valid') return kk.digits
  return /^[\d\s'.-]*$/.test(trimmed) && kk.status !== 'damaged' && trimmed.length > 12 ? '' : trimmed
}
