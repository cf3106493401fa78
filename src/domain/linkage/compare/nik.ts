import { isDefaultDay } from '../../identity/dates/birth-date.js'
import { NIK_DATE_CHECK, NUMBER_STATUS, type NumberColumn } from '../features/columns.js'
import { nikDateDigits } from '../features/check-table-niks.js'
import type { Vocabulary } from '../features/vocabulary.js'
import { CHANCE_OF_LEVEL, levelNumbers, type Comparator } from './comparator.js'

export const NIK_LEVELS = [
  'missing',
  'equal',
  'equal_doubtful',
  'serial_slip',
  'serial_apart',
  'region_slip',
  'date_slip',
  'compatible',
  'same_day_and_sex',
  'different',
  'different_confirmed',
  'different_doubtful',
] as const
const LEVEL = levelNumbers(NIK_LEVELS)

/**
 * Compares NIKs. A slip is one changed digit or two swapped neighbours. `serial_slip`: a slip that makes a serial
 * higher than any kecamatan reaches in a day; `serial_apart`: two likely serials of one area, day and sex, as twins
 * have; `region_slip`: the area differs in one digit, as for neighbouring kecamatan; `date_slip`: the date differs by a
 * slip, and the birth date of one record at most confirms its NIK; `compatible`: one NIK is damaged and its remaining
 * digits fit; `same_day_and_sex`: as for a person registered again elsewhere; `confirmed`: each NIK agrees with the
 * birth date of its own record, so both numbers are right, whatever they have in common; `doubtful`: the birth date of
 * a record contradicts its NIK, which may be another person's.
 */
export function nikComparator(nik: NumberColumn, vocabulary: Vocabulary): Comparator {
  return {
    levels: NIK_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      const a = nik.status[i]
      const b = nik.status[j]
      if (a === NUMBER_STATUS.missing || b === NUMBER_STATUS.missing) return LEVEL.missing
      if (a === NUMBER_STATUS.borrowed || b === NUMBER_STATUS.borrowed) return LEVEL.missing
      if (a === NUMBER_STATUS.valid && b === NUMBER_STATUS.valid) return compareValid(nik, i, j)
      return fits(digitsOf(nik, i, vocabulary), digitsOf(nik, j, vocabulary)) ? LEVEL.compatible : LEVEL.missing
    },
  }
}

const SERIALS = 10_000
/** A NIK adds 40 to the day of birth of a woman. */
const DAY_OF_WOMEN = 40

function compareValid(nik: NumberColumn, i: number, j: number): number {
  const headA = nik.head[i] ?? 0
  const headB = nik.head[j] ?? 0
  const tailA = nik.tail[i] ?? 0
  const tailB = nik.tail[j] ?? 0
  const isDoubtful =
    nik.dateCheck[i] === NIK_DATE_CHECK.contradicted || nik.dateCheck[j] === NIK_DATE_CHECK.contradicted
  if (headA === headB && tailA === tailB) return isDoubtful ? LEVEL.equal_doubtful : LEVEL.equal
  const sameDay = headA % 100 === headB % 100 && Math.floor(tailA / SERIALS) === Math.floor(tailB / SERIALS)
  if (headA === headB && sameDay) return compareSerials(nik, i, j)
  if (sameDay) {
    return tailA === tailB && oneSlip(headA, headB) ? LEVEL.region_slip : LEVEL.same_day_and_sex
  }
  if (isConfirmed(nik, i) && isConfirmed(nik, j)) return LEVEL.different_confirmed
  if (isDateSlip(headA, tailA, headB, tailB)) return LEVEL.date_slip
  return isDoubtful ? LEVEL.different_doubtful : LEVEL.different
}

function isConfirmed({ dateCheck }: NumberColumn, row: number): boolean {
  return dateCheck[row] === NIK_DATE_CHECK.confirmed
}

/** Largest serial that occurs in practice: serials count the births of one sex in one kecamatan on one day. */
const LARGEST_LIKELY_SERIAL = 99

/** On the default dates that are given to people without papers, a kecamatan issues hundreds of numbers. */
function compareSerials(nik: NumberColumn, i: number, j: number): number {
  const a = (nik.tail[i] ?? 0) % SERIALS
  const b = (nik.tail[j] ?? 0) % SERIALS
  const isSlip = Math.max(a, b) > LARGEST_LIKELY_SERIAL && !hasDefaultDate(nik, i) && oneSlip(a, b)
  return isSlip ? LEVEL.serial_slip : LEVEL.serial_apart
}

function hasDefaultDate(nik: NumberColumn, row: number): boolean {
  const coded = nikDateDigits(nik.head[row] ?? 0, nik.tail[row] ?? 0)
  return isDefaultDay(Math.floor(coded / 100) % 100, Math.floor(coded / 10000) % DAY_OF_WOMEN)
}

/** Whether the dates differ by one slip while area and serial are equal. */
function isDateSlip(headA: number, tailA: number, headB: number, tailB: number): boolean {
  if (Math.floor(headA / 100) !== Math.floor(headB / 100) || tailA % SERIALS !== tailB % SERIALS) return false
  return oneSlip(nikDateDigits(headA, tailA), nikDateDigits(headB, tailB))
}

/** Whether two numbers of up to eight digits differ in one digit or in two swapped neighbours. */
export function oneSlip(a: number, b: number): boolean {
  let left = a
  let right = b
  while (left % 10 === right % 10) {
    left = Math.floor(left / 10)
    right = Math.floor(right / 10)
    if (left === 0 && right === 0) return false
  }
  if (Math.floor(left / 10) === Math.floor(right / 10)) return true
  const swapped = left % 10 === Math.floor(right / 10) % 10 && Math.floor(left / 10) % 10 === right % 10
  return swapped && Math.floor(left / 100) === Math.floor(right / 100)
}

function digitsOf(nik: NumberColumn, row: number, vocabulary: Vocabulary): string {
  if (nik.status[row] !== NUMBER_STATUS.valid) return vocabulary.text(nik.remains[row] ?? 0)
  return String(nik.head[row]).padStart(8, '0') + String(nik.tail[row]).padStart(8, '0')
}

const SPREADSHEET_DIGITS = 15
const FEWEST_DIGITS = 6
const FULL_LENGTH = 16

/**
 * Whether both digit strings can come from one number. Spreadsheets keep a prefix (six digits in 3.17508E+15, fifteen
 * before a final 0); typists drop or double a digit.
 */
export function fits(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < FEWEST_DIGITS) return false
  if (short.length === FULL_LENGTH && long.length === FULL_LENGTH) {
    return a.slice(0, SPREADSHEET_DIGITS) === b.slice(0, SPREADSHEET_DIGITS) || differencesAtMostOne(a, b)
  }
  if (long.startsWith(short)) return true
  return long.length - short.length === 1 && isOneDropped(short, long)
}

function differencesAtMostOne(a: string, b: string): boolean {
  let differences = 0
  for (let place = 0; place < a.length; place += 1) if (a[place] !== b[place]) differences += 1
  return differences <= 1
}

function isOneDropped(short: string, long: string): boolean {
  let place = 0
  while (place < short.length && short[place] === long[place]) place += 1
  return short.slice(place) === long.slice(place + 1)
}
