import { nikSex, parseNik } from '../../../identity/numbers/nik.js'
import { isOneSlip } from '../../../identity/numbers/slip.js'
import type { FormerNik, GoldenPerson } from './golden-value.js'
import { AUTHORITY } from '../../records/trust.js'
import { isoParts } from './value-birth-date.js'
import type { ParsedRecord } from './survivorship-record.js'
import { type Candidate, sourcesWith } from './value-candidate.js'
import { carriesDate } from './value-number.js'

const NONE: readonly FormerNik[] = []
const NO_NIKS: readonly string[] = []

/**
 * Returns the other NIKs of the person: those issued besides the current one, and those that a record had before its source
 * corrected them. Before the registers were centralised, a person who moved without papers received a new NIK. Such a NIK must
 * carry the birth date of the record or person. If it is one typing error away from the current NIK, it must also come from an
 * authority or two sources. A corrected NIK is one typing error away, or carries the birth date: else it was another person's.
 */
export function formerNiks(
  niks: readonly Candidate[],
  corrected: readonly ParsedRecord[],
  golden: GoldenPerson,
): readonly FormerNik[] {
  const { nik, sex } = golden
  if (nik === undefined) return NONE
  const former = new Map<string, FormerNik>()
  for (const one of niks) {
    const { value } = one
    if (value === nik.value || former.has(value) || (sex !== undefined && nikSex(value) !== sex.value)) continue
    if (!isDateConfirmed(one, golden)) continue
    if (isOneSlip(value, nik.value) && one.trust < AUTHORITY && sourcesWith(value, niks) < 2) continue
    former.set(value, { value, record: one.record.source.id })
  }
  for (const record of corrected) {
    for (const value of record.source.facts.former_niks ?? NO_NIKS) {
      if (value === nik.value || former.has(value) || parseNik(value).status !== 'valid') continue
      const isOwn = isOneSlip(value, nik.value) || isOfPerson({ value, record }, golden)
      if (isOwn) former.set(value, { value, record: record.source.id })
    }
  }
  return former.size === 0 ? NONE : [...former.values()]
}

function isOfPerson(nik: NikOfRecord, golden: GoldenPerson): boolean {
  return (golden.sex === undefined || nikSex(nik.value) === golden.sex.value) && isDateConfirmed(nik, golden)
}

type NikOfRecord = Pick<Candidate, 'value' | 'record'>

/** Whether the NIK carries the birth date of its record or of the person. */
export function isDateConfirmed({ value, record }: NikOfRecord, { birth_date }: GoldenPerson): boolean {
  if (record.birthDate.day !== 0 && carriesDate(value, record.birthDate)) return true
  return birth_date !== undefined && carriesDate(value, isoParts(birth_date.value))
}
