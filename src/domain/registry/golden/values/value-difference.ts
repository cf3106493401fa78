import { isOneSlip } from '../../../identity/numbers/slip.js'
import type { GoldenField } from './golden-value.js'
import { areOneDate, isoParts } from './value-birth-date.js'
import { nameDifference, type NameDifference } from './value-name-agreement.js'

/**
 * How two values of a field differ. `slip`: a typing error (one digit, one part of a date, or day and month swapped).
 * `second_number`: two NIKs with the same birth date and sex, as issued to a person who is registered twice.
 */
export type Difference = NameDifference | 'slip' | 'second_number'

/** Returns how two displayed values differ; `none` if they differ only in writing. */
export function differenceOf(field: GoldenField, a: string, b: string): Difference {
  if (a === b) return 'none'
  if (field === 'name' || field === 'mother_name') return nameDifference(a, b)
  if (field === 'birth_date') return dateDifference(a, b)
  if (field === 'nik') return nikDifference(a, b)
  return field === 'kk' && isOneSlip(a, b) ? 'slip' : 'different'
}

function dateDifference(a: string, b: string): Difference {
  if (areOneDate(a, b)) return 'none'
  const [left, right] = [isoParts(a), isoParts(b)]
  const sameYear = left.year === right.year
  if (sameYear && left.month === right.day && left.day === right.month) return 'slip'
  const parts = (sameYear ? 1 : 0) + (left.month === right.month ? 1 : 0) + (left.day === right.day ? 1 : 0)
  return parts === 2 ? 'slip' : 'different'
}

const DATE_FROM = 6
const DATE_TO = 12

function nikDifference(a: string, b: string): Difference {
  if (isOneSlip(a, b)) return 'slip'
  return a.slice(DATE_FROM, DATE_TO) === b.slice(DATE_FROM, DATE_TO) ? 'second_number' : 'different'
}
