import { isCalendarDate } from '../dates/calendar.js'
import { irregularitiesOf, type NumberReading, readRegistrationNumber } from './number-reading.js'
import {
  DAY_AT,
  FEMALE_DAY_OFFSET,
  hasFillerRun,
  isPlaceholderNumber,
  isSixteenDigits,
  mayBeIssued,
  MONTH_AT,
  NEVER_ISSUED_SERIAL,
  twoDigitsAt,
  YEAR_AT,
} from './registration-number.js'

export type KkDefect =
  | 'KK_EMPTY'
  | 'KK_LENGTH'
  | 'KK_NONDIGIT'
  | 'KK_PLACEHOLDER'
  | 'KK_DATE'
  | 'KK_LOOKS_LIKE_NIK'
  | 'KK_EQ_NIK'
  | 'KK_SCI_NOTATION'
  | 'KK_EXCEL_TRUNC'

/** The parsed KK of a cell; statuses and `digits` as in `ParsedNik`. A valid KK may have the weak defect `KK_DATE`. */
export interface ParsedKk {
  original: string
  digits: string
  status: 'valid' | 'damaged' | 'placeholder' | 'missing'
  defects: readonly KkDefect[]
}

const NONE: readonly KkDefect[] = Object.freeze([])
const EMPTY: readonly KkDefect[] = Object.freeze(['KK_EMPTY'])
const PLACEHOLDER: readonly KkDefect[] = Object.freeze(['KK_PLACEHOLDER'])
const ODD_DATE: readonly KkDefect[] = Object.freeze(['KK_DATE'])
const LOOKS_LIKE_NIK: readonly KkDefect[] = Object.freeze(['KK_LOOKS_LIKE_NIK'])
const TRUNCATED: readonly KkDefect[] = Object.freeze(['KK_EXCEL_TRUNC'])
const EQUAL_TO_NIK: readonly KkDefect[] = Object.freeze(['KK_EQ_NIK'])

/** Parses a KK cell: cleans it, classifies it and lists its defects. Never throws. */
export function parseKk(original: string): ParsedKk {
  if (isSixteenDigits(original)) return judgeSixteenDigits(original, original)
  const reading = readRegistrationNumber(original)
  if (reading.form === 'blank') return { original, digits: '', status: 'missing', defects: EMPTY }
  if (reading.form === 'plain' && isSixteenDigits(reading.digits)) return judgeSixteenDigits(original, reading.digits)
  if (reading.form === 'mended' && mayBeIssued(reading.digits)) {
    const mended = judgeSixteenDigits(original, reading.digits)
    if (mended.status === 'valid' && mended.defects.length === 0) return mended
  }
  return judgeIrregular(original, reading)
}

function judgeSixteenDigits(original: string, digits: string): ParsedKk {
  if (isPlaceholderNumber(digits)) return { original, digits, status: 'placeholder', defects: PLACEHOLDER }
  const endsUnissued = digits.endsWith(NEVER_ISSUED_SERIAL)
  const day = twoDigitsAt(digits, DAY_AT)
  if (hasDate(digits, day)) {
    if (endsUnissued) return { original, digits, status: 'damaged', defects: TRUNCATED }
    return { original, digits, status: 'valid', defects: NONE }
  }
  // The date is the day of recording, without the 40 added for women: a day of 41 to 71 comes from a woman's NIK.
  if (hasDate(digits, day - FEMALE_DAY_OFFSET)) return { original, digits, status: 'damaged', defects: LOOKS_LIKE_NIK }
  if (endsUnissued || hasFillerRun(digits)) return { original, digits, status: 'placeholder', defects: PLACEHOLDER }
  return { original, digits, status: 'valid', defects: ODD_DATE }
}

function hasDate(digits: string, day: number): boolean {
  return isCalendarDate(2000 + twoDigitsAt(digits, YEAR_AT), twoDigitsAt(digits, MONTH_AT), day)
}

function judgeIrregular(original: string, reading: NumberReading): ParsedKk {
  const irregularities = irregularitiesOf(reading)
  const status = irregularities.includes('PLACEHOLDER') ? 'placeholder' : 'damaged'
  return { original, digits: reading.digits, status, defects: irregularities.map((name) => `KK_${name}` as const) }
}

/** Returns the defect that only shows beside the record's NIK (digits as parsed): the same number in both columns. */
export function kkContextDefects(kk: ParsedKk, context: { nik?: string }): readonly KkDefect[] {
  const carriesNumber = kk.status === 'valid' || kk.status === 'damaged'
  return carriesNumber && kk.digits === context.nik ? EQUAL_TO_NIK : NONE
}
