import { nikSex } from '../../../identity/numbers/nik.js'
import {
  DAY_AT,
  FEMALE_DAY_OFFSET,
  MONTH_AT,
  twoDigitsAt,
  YEAR_AT,
} from '../../../identity/numbers/registration-number.js'
import { parseSex } from '../../../identity/sex.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Reading } from './value-candidate.js'

/**
 * Returns the NIK of a record if it is valid and differs from its KK. It is not sound if the record's birth date
 * contradicts it, or the sex if there is no date: such a NIK is often the head's or another person's.
 */
export function readNik(record: ParsedRecord): Reading | undefined {
  const { nik, kk } = record.source.record
  if (nik === '') return undefined
  const { digits, status } = record.nik
  if (status !== 'valid' || (kk !== '' && digits === record.kk.digits)) return undefined
  const support = nikConfirmation(record, digits)
  return { value: digits, key: digits, sound: support >= 0, confirmation: Math.max(0, support) }
}

/** Returns the KK of a record if it is valid and differs from its NIK. */
export function readKk(record: ParsedRecord): Reading | undefined {
  const { nik, kk } = record.source.record
  if (kk === '') return undefined
  const { digits, status, defects } = record.kk
  if (status !== 'valid' || (nik !== '' && digits === record.nik.digits)) return undefined
  return { value: digits, key: digits, sound: defects.length === 0, confirmation: 0 }
}

/** Returns 1 if the record's birth date confirms the NIK, -1 if birth date or sex contradict it, otherwise 0. */
function nikConfirmation(record: ParsedRecord, nik: string): number {
  const { year, month, day, isDefault } = record.birthDate
  if (day === 0) return isSexDenied(record, nik) ? -1 : 0
  const parts = agreeingParts(nik, { year, month, day })
  if (parts === 3) return 1
  return parts === 2 || isDefault ? 0 : -1
}

function isSexDenied(record: ParsedRecord, nik: string): boolean {
  const sex = parseSex(record.source.record.sex)
  return sex !== '' && sex !== nikSex(nik)
}

/** Returns how many of day, month and two-digit year a NIK shares with a date. Swapped day and month count as equal. */
function agreeingParts(nik: string, { year, month, day }: { year: number; month: number; day: number }): number {
  const codedDay = nikDay(nik)
  const codedMonth = twoDigitsAt(nik, MONTH_AT)
  const sameYear = twoDigitsAt(nik, YEAR_AT) === year % 100 ? 1 : 0
  if (codedDay === month && codedMonth === day) return sameYear + 2
  return sameYear + (codedDay === day ? 1 : 0) + (codedMonth === month ? 1 : 0)
}

function nikDay(nik: string): number {
  const day = twoDigitsAt(nik, DAY_AT)
  return day > FEMALE_DAY_OFFSET ? day - FEMALE_DAY_OFFSET : day
}

/** Whether a NIK carries exactly this date. */
export function carriesDate(nik: string, date: { year: number; month: number; day: number }): boolean {
  return (
    nikDay(nik) === date.day &&
    twoDigitsAt(nik, MONTH_AT) === date.month &&
    twoDigitsAt(nik, YEAR_AT) === date.year % 100
  )
}
