import { nikSex } from '../identity/nik.js'
import { isOneSlip } from '../identity/slip.js'
import type { FormerNik, GoldenPerson } from './golden-value.js'
import type { ParsedRecord } from './survivorship-record.js'
import { readNik } from './value-number.js'

const NONE: readonly FormerNik[] = []

/**
 * The other numbers that were issued to the person: before the registers were one, whoever moved without papers got a
 * new one. Such a number is valid, confirmed by its own record's birth date, and no slip of the one in force.
 */
export function formerNiks(records: readonly ParsedRecord[], { nik, sex }: GoldenPerson): readonly FormerNik[] {
  if (nik?.others === undefined) return NONE
  const former = new Map<string, FormerNik>()
  for (const record of records) {
    const own = readNik(record)
    if (own === undefined || own.confirmation === 0 || own.value === nik.value) continue
    if (isOneSlip(own.value, nik.value) || (sex !== undefined && nikSex(own.value) !== sex.value)) continue
    if (!former.has(own.value)) former.set(own.value, { value: own.value, record: record.source.id })
  }
  return [...former.values()]
}
