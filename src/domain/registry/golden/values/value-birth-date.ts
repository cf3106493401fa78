import type { ParsedBirthDate } from '../../../identity/dates/birth-date.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Reading } from './value-candidate.js'
import { carriesDate } from './value-number.js'

/**
 * Returns the birth date of a record as ISO, with unknown parts left off. Partial and guessed dates, and those after the day of
 * receipt, are not sound.
 * Default days given to people without papers are not sound either, unless the NIK carries the same day: then the
 * population register holds it.
 */
export function readBirthDate(record: ParsedRecord, nik: string): Reading | undefined {
  if (record.source.record.dob === '') return undefined
  const date = record.birthDate
  if (date.year === 0) return undefined
  const confirmed = nik !== '' && date.day !== 0 && carriesDate(nik, date)
  const value = isoOf(date)
  const isFuture = record.source.facts.future?.includes('dob') === true
  const sound = date.certainty === 'exact' && !isFuture && (!date.isDefault || confirmed)
  return { value, key: value, sound, confirmation: confirmed ? 1 : 0 }
}

function isoOf({ original, certainty, year, month, day }: ParsedBirthDate): string {
  if (certainty === 'exact' && original.length === 10 && original.charCodeAt(4) === DASH) return original
  const text = String(year).padStart(4, '0')
  if (month === 0) return text
  return day === 0 ? `${text}-${twoDigits(month)}` : `${text}-${twoDigits(month)}-${twoDigits(day)}`
}

const DASH = 45

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** Whether two ISO dates can be one date: the parts known in both are equal. */
export function areOneDate(a: string, b: string): boolean {
  return a.length <= b.length ? b.startsWith(a) : a.startsWith(b)
}

/** Returns the parts of an ISO date; 0 for unknown parts. */
export function isoParts(iso: string): { year: number; month: number; day: number } {
  return { year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), day: Number(iso.slice(8, 10)) }
}
