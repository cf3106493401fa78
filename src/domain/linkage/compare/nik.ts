import { NUMBER_STATUS, type NumberColumn } from '../columns.js'
import type { Vocabulary } from '../vocabulary.js'
import { CHANCE_OF_LEVEL, levelNumbers, type Comparator } from './comparator.js'

export const NIK_LEVELS = [
  'missing',
  'equal',
  'one_digit',
  'compatible',
  'serial_apart',
  'same_day_and_sex',
  'different',
] as const
const LEVEL = levelNumbers(NIK_LEVELS)

/**
 * NIK against NIK. `one_digit`: one digit or a transposition of neighbours apart outside the serial; `compatible`: one
 * is damaged and what is left of it fits the other; `serial_apart`: only the last four digits differ, which is a twin
 * or a neighbour's child far more often than a typing error; `same_day_and_sex`: two numbers with one birth date and
 * sex, as when a person was entered anew in another kecamatan.
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

function compareValid(nik: NumberColumn, i: number, j: number): number {
  const headA = nik.head[i] ?? 0
  const headB = nik.head[j] ?? 0
  const tailA = nik.tail[i] ?? 0
  const tailB = nik.tail[j] ?? 0
  if (headA === headB) {
    if (tailA === tailB) return LEVEL.equal
    if (Math.floor(tailA / SERIALS) === Math.floor(tailB / SERIALS)) return LEVEL.serial_apart
    if (oneSlip(tailA, tailB)) return LEVEL.one_digit
  } else if (tailA === tailB && oneSlip(headA, headB)) return LEVEL.one_digit
  const sameDay = headA % 100 === headB % 100 && Math.floor(tailA / SERIALS) === Math.floor(tailB / SERIALS)
  return sameDay ? LEVEL.same_day_and_sex : LEVEL.different
}

/** Do two numbers of up to eight digits differ in one digit or in two swapped neighbours? */
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
 * Can both digit strings come from one number? Spreadsheets keep a prefix (six digits in 3.17508E+15, fifteen before a
 * last 0); hands drop or double a digit.
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
