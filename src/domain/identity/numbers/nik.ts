import type { RegionRegister } from '../areas/area-code.js'
import { centuryOf, isCalendarDate } from '../dates/calendar.js'
import { irregularitiesOf, type NumberReading, readRegistrationNumber } from './number-reading.js'
import {
  DAY_AT,
  FEMALE_DAY_OFFSET,
  hasFillerRun,
  hasZeroInFront,
  isPlaceholderNumber,
  isSixteenDigits,
  mayBeIssued,
  MONTH_AT,
  NEVER_ISSUED_SERIAL,
  REGISTRATION_NUMBER_LENGTH,
  twoDigitsAt,
  YEAR_AT,
} from './registration-number.js'

export type NikDefect =
  | 'NIK_EMPTY'
  | 'NIK_LENGTH'
  | 'NIK_NONDIGIT'
  | 'NIK_PLACEHOLDER'
  | 'NIK_DATE'
  | 'NIK_PROVINCE_UNKNOWN'
  | 'NIK_REGION_RETIRED'
  | 'NIK_REGION_UNKNOWN'
  | 'NIK_DOB_MISMATCH'
  | 'NIK_SEX_MISMATCH'
  | 'NIK_EQ_KK'
  | 'NIK_EQ_HEAD'
  | 'NIK_SCI_NOTATION'
  | 'NIK_EXCEL_TRUNC'
  | 'NIK_SHARED'

export type NikSeverity = 'missing' | 'invalid' | 'warning_high' | 'warning' | 'info' | 'conflict'

/**
 * Severity of each defect. An unknown region or a different birth date never makes a NIK invalid: a NIK keeps the data
 * of the first registration for life.
 */
export const NIK_SEVERITY: Record<NikDefect, NikSeverity> = {
  NIK_EMPTY: 'missing',
  NIK_LENGTH: 'invalid',
  NIK_NONDIGIT: 'invalid',
  NIK_PLACEHOLDER: 'invalid',
  NIK_DATE: 'invalid',
  NIK_PROVINCE_UNKNOWN: 'warning_high',
  NIK_REGION_RETIRED: 'info',
  NIK_REGION_UNKNOWN: 'warning',
  NIK_DOB_MISMATCH: 'info',
  NIK_SEX_MISMATCH: 'warning',
  NIK_EQ_KK: 'invalid',
  NIK_EQ_HEAD: 'invalid',
  NIK_SCI_NOTATION: 'invalid',
  NIK_EXCEL_TRUNC: 'invalid',
  NIK_SHARED: 'conflict',
}

/**
 * The parsed NIK of a cell. `valid`: 16 digits with a possible date. `damaged`: carries information, but is no exact
 * key. `placeholder`: a filler. `digits` are the digits after cleaning, of any length; '' if missing.
 */
export interface ParsedNik {
  original: string
  digits: string
  status: 'valid' | 'damaged' | 'placeholder' | 'missing'
  defects: readonly NikDefect[]
}

const NONE: readonly NikDefect[] = Object.freeze([])
const EMPTY: readonly NikDefect[] = Object.freeze(['NIK_EMPTY'])
const PLACEHOLDER: readonly NikDefect[] = Object.freeze(['NIK_PLACEHOLDER'])
const NO_PROVINCE: readonly NikDefect[] = Object.freeze(['NIK_PROVINCE_UNKNOWN'])
const IMPOSSIBLE_DATE: readonly NikDefect[] = Object.freeze(['NIK_DATE'])
const TRUNCATED: readonly NikDefect[] = Object.freeze(['NIK_EXCEL_TRUNC'])

/** Parses a NIK cell: cleans it, classifies it and lists its defects. Never throws. */
export function parseNik(original: string): ParsedNik {
  if (isSixteenDigits(original)) return judgeSixteenDigits(original, original)
  const reading = readRegistrationNumber(original)
  if (reading.form === 'blank') return { original, digits: '', status: 'missing', defects: EMPTY }
  if (reading.form === 'plain' && isSixteenDigits(reading.digits)) return judgeSixteenDigits(original, reading.digits)
  if (reading.form === 'mended' && mayBeIssued(reading.digits)) {
    const mended = judgeSixteenDigits(original, reading.digits)
    if (mended.status === 'valid') return mended
  }
  return judgeIrregular(original, reading)
}

function judgeSixteenDigits(original: string, digits: string): ParsedNik {
  if (isPlaceholderNumber(digits)) return { original, digits, status: 'placeholder', defects: PLACEHOLDER }
  const endsUnissued = digits.endsWith(NEVER_ISSUED_SERIAL)
  if (hasPossibleDate(digits)) {
    if (hasZeroInFront(digits)) return { original, digits, status: 'damaged', defects: NO_PROVINCE }
    // Spreadsheets keep 15 digits: a serial of 0001 to 0009 becomes 0000.
    if (endsUnissued) return { original, digits, status: 'damaged', defects: TRUNCATED }
    return { original, digits, status: 'valid', defects: NONE }
  }
  if (endsUnissued || hasFillerRun(digits)) return { original, digits, status: 'placeholder', defects: PLACEHOLDER }
  return { original, digits, status: 'damaged', defects: IMPOSSIBLE_DATE }
}

function judgeIrregular(original: string, reading: NumberReading): ParsedNik {
  const irregularities = irregularitiesOf(reading)
  const status = irregularities.includes('PLACEHOLDER') ? 'placeholder' : 'damaged'
  return { original, digits: reading.digits, status, defects: irregularities.map((name) => `NIK_${name}` as const) }
}

/** Whether the date exists in one of the two centuries; they differ only for 29 February of a year 00. */
function hasPossibleDate(digits: string): boolean {
  return isCalendarDate(2000 + twoDigitsAt(digits, YEAR_AT), twoDigitsAt(digits, MONTH_AT), dayOf(digits))
}

function dayOf(digits: string): number {
  const day = twoDigitsAt(digits, DAY_AT)
  return day > FEMALE_DAY_OFFSET ? day - FEMALE_DAY_OFFSET : day
}

/** Returns the sex in 16 digits: women's days of birth are 41 to 71. */
export function nikSex(digits16: string): 'L' | 'P' {
  return twoDigitsAt(digits16, DAY_AT) > FEMALE_DAY_OFFSET ? 'P' : 'L'
}

/** Returns the six digits of the kecamatan of the first registration, which need not be the present one. */
export function nikRegion(digits16: string): string {
  return digits16.slice(0, DAY_AT)
}

/**
 * Returns the birth date in 16 digits as yyyymmdd. The century is the one with an age of 0 to 110 at the reference
 * date. If both fit, the recorded birth year decides; without one it is 20YY and marked ambiguous. Undefined if the
 * date cannot exist.
 */
export function nikBirthDate(
  digits16: string,
  options: { referenceDate: number; recordedYear?: number },
): { date: number; centuryAmbiguous: boolean } | undefined {
  if (!hasPossibleDate(digits16)) return undefined
  const monthDay = twoDigitsAt(digits16, MONTH_AT) * 100 + dayOf(digits16)
  const century = centuryOf(twoDigitsAt(digits16, YEAR_AT), monthDay, options)
  if (century === undefined) return undefined
  return { date: century.year * 10_000 + monthDay, centuryAmbiguous: century.ambiguous }
}

/** Other values of the record of a NIK. Numbers are digits as parsed; dates are yyyymmdd with 0 for unknown parts. */
export interface NikContext {
  kk?: string
  headNik?: string
  isHead?: boolean
  birthDate?: number
  sex?: 'L' | 'P'
  regions?: RegionRegister
  referenceDate?: number
}

/**
 * Returns the defects that only show beside other fields of the record; those of the number itself are in
 * `nik.defects`.
 */
export function nikContextDefects(nik: ParsedNik, context: NikContext): readonly NikDefect[] {
  if (nik.status === 'missing' || nik.status === 'placeholder') return NONE
  const defects: NikDefect[] = []
  if (nik.digits === context.kk) defects.push('NIK_EQ_KK')
  if (nik.digits === context.headNik && context.isHead !== true) defects.push('NIK_EQ_HEAD')
  if (nik.status === 'valid') {
    if (disagreesOnBirth(nik.digits, context)) defects.push('NIK_DOB_MISMATCH')
    if (context.sex !== undefined && context.sex !== nikSex(nik.digits)) defects.push('NIK_SEX_MISMATCH')
  }
  const region = regionDefect(nik.digits, context.regions)
  if (region !== undefined) defects.push(region)
  return defects.length === 0 ? NONE : defects
}

/** Unknown parts of the recorded date cannot disagree. */
function disagreesOnBirth(digits: string, context: NikContext): boolean {
  const recorded = context.birthDate ?? 0
  const year = Math.floor(recorded / 10_000)
  const month = Math.floor(recorded / 100) % 100
  const day = recorded % 100
  if (year === 0) return false
  if (month !== 0 && month !== twoDigitsAt(digits, MONTH_AT)) return true
  if (day !== 0 && day !== dayOf(digits)) return true
  const encoded = nikBirthDate(digits, { referenceDate: context.referenceDate ?? 0, recordedYear: year })
  return encoded === undefined || Math.floor(encoded.date / 10_000) !== year
}

function regionDefect(digits: string, regions: RegionRegister | undefined): NikDefect | undefined {
  if (regions === undefined || digits.length !== REGISTRATION_NUMBER_LENGTH) return undefined
  if (!regions.hasProvince(digits.slice(0, 2))) return 'NIK_PROVINCE_UNKNOWN'
  const status = regions.statusOf(nikRegion(digits))
  if (status === 'current') return undefined
  return status === 'retired' ? 'NIK_REGION_RETIRED' : 'NIK_REGION_UNKNOWN'
}
