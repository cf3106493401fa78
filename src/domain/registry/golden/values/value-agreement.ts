import { parseName } from '../../../identity/names/name.js'
import type { GoldenField } from './golden-value.js'
import { areOneDate } from './value-birth-date.js'
import { nameKey } from './value-name.js'

/** Returns the comparison key of a judged value, in the form of the keys of record values. */
export function keyOfValue(field: GoldenField, value: string): string {
  return field === 'name' || field === 'mother_name' ? nameKey(parseName(value)) : value
}

/** Whether two keys of a field mean the same value. A partial date agrees with a full date that it begins. */
export function isSameValue(field: GoldenField, a: string, b: string): boolean {
  return a === b || (field === 'birth_date' && areOneDate(a, b))
}
