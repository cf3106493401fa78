import { nikSex } from '../../../identity/numbers/nik.js'
import { isOneSlip } from '../../../identity/numbers/slip.js'
import type { FormerNik, GoldenPerson } from './golden-value.js'
import { AUTHORITY } from '../../records/trust.js'
import { isoParts } from './value-birth-date.js'
import { type Candidate, sourcesWith } from './value-candidate.js'
import { carriesDate } from './value-number.js'

const NONE: readonly FormerNik[] = []

/**
 * Returns the other NIKs issued to the person. Before the registers were centralised, a person who moved without papers
 * received a new NIK. Such a NIK must carry the birth date of the record or person. If it is one typing error away from
 * the current NIK, it must also come from an authority or two sources.
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

/** Whether the NIK carries the birth date of its record or of the person. */
export function isDateConfirmed({ value, record }: Candidate, { birth_date }: GoldenPerson): boolean {
  if (record.birthDate.day !== 0 && carriesDate(value, record.birthDate)) return true
  return birth_date !== undefined && carriesDate(value, isoParts(birth_date.value))
}
