import { parseName } from '../../../identity/names/name.js'
import type { GoldenField } from './golden-value.js'
import { areOneDate } from './value-birth-date.js'
import { nameKey } from './value-name.js'

/** The key of a value that a person judged to be right, to compare it with those of the records. */
export function keyOfValue(field: GoldenField, value: string): string {
  return field === 'name' || field === 'mother_name' ? nameKey(parseName(value)) : value
}

/** Whether two keys of a field say the same; a part of a date says nothing against the whole. */
export function isSameValue(field: GoldenField, a: string, b: string): boolean {
  return a === b || (field === 'birth_date' && areOneDate(a, b))
}
