import { nikSex } from '../../../identity/numbers/nik.js'
import { isOneSlip } from '../../../identity/numbers/slip.js'
import type { FormerNik, GoldenPerson } from './golden-value.js'
import { AUTHORITY } from '../../records/trust.js'
import { isoParts } from './value-birth-date.js'
import { type Candidate, sourcesWith } from './value-candidate.js'
import { carriesDate } from './value-number.js'

const NONE: readonly FormerNik[] = []

/**
 * The other numbers that were issued to the person: before the registers were one, whoever moved without papers got a
 * new one. Such a number is confirmed by a birth date; next to the one in force it is a slip of the hand, unless the
 * register or two lists have it.
 */
export function formerNiks(niks: readonly Candidate[], golden: GoldenPerson): readonly FormerNik[] {
  const { nik, sex } = golden
  if (nik?.others === undefined) return NONE
  const former = new Map<string, FormerNik>()
  for (const one of niks) {
    const { value } = one
    if (value === nik.value || former.has(value) || (sex !== undefined && nikSex(value) !== sex.value)) continue
    if (!isDateConfirmed(one, golden)) continue
    if (isOneSlip(value, nik.value) && one.trust < AUTHORITY && sourcesWith(value, niks) < 2) continue
    former.set(value, { value, record: one.record.source.id })
  }
  return former.size === 0 ? NONE : [...former.values()]
}

/** Whether the birth date of the record, or that of the person, stands in the number. */
export function isDateConfirmed({ value, record }: Candidate, { birth_date }: GoldenPerson): boolean {
  if (record.birthDate.day !== 0 && carriesDate(value, record.birthDate)) return true
  return birth_date !== undefined && carriesDate(value, isoParts(birth_date.value))
}
