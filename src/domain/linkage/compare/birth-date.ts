import { NIK_DATE_CHECK, NUMBER_STATUS, type DateColumn, type NumberColumn } from '../features/columns.js'
import { isDefault } from '../features/default-date.js'
import { nikDateDigits } from '../features/check-table-niks.js'
import { CHANCE_OF_LEVEL, levelNumbers, type Comparator } from './comparator.js'

export const BIRTH_DATE_LEVELS = [
  'missing',
  'equal',
  'equal_default',
  'nik_date',
  'swapped',
  'same_year_default',
  'one_part_off',
  'same_year',
  'near',
  'epoch_off',
  'different',
  'beside_nik',
  'off_beside_nik',
  'counted_in_nik',
] as const
const LEVEL = levelNumbers(BIRTH_DATE_LEVELS)

/**
 * Compares birth dates. `nik_date`: the dates differ or one is missing, but the NIK of one record, a different number,
 * carries the date of the other. `default`: 31-12, 01-01 and 01-07 are given to people without papers, so agreement on
 * them weighs less, and a difference within the year is no contradiction. `near`: the years are at most two apart.
 * `epoch_off`: the dates are apart by the distance between the two date systems of spreadsheets.
 *
 * A NIK holds the birth date, so beside an equal NIK the dates are hardly evidence: `beside_nik` if they agree too,
 * `off_beside_nik` if they differ. `counted_in_nik`: they differ because one contradicts the NIK, which the comparison of
 * NIKs has counted already.
 */
export function birthDateComparator(dates: DateColumn, nik?: NumberColumn): Comparator {
  return {
    levels: BIRTH_DATE_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      const a = dates.dates[i] ?? 0
      const b = dates.dates[j] ?? 0
      if (nik !== undefined && hasEqualNik(nik, i, j)) return besideNik(a, b, isContradicted(nik, i, j))
      if (a !== 0 && a === b) return isDefault(a) ? LEVEL.equal_default : LEVEL.equal
      if (nik !== undefined && (carried(nik, i, b) || carried(nik, j, a))) return LEVEL.nik_date
      return a === 0 || b === 0 ? LEVEL.missing : compareUnequal(a, b)
    },
  }
}

function hasEqualNik(nik: NumberColumn, i: number, j: number): boolean {
  const areEqual = nik.tail[i] === nik.tail[j] && nik.head[i] === nik.head[j]
  return areEqual && nik.status[i] === NUMBER_STATUS.valid && nik.status[j] === NUMBER_STATUS.valid
}

function isContradicted({ dateCheck }: NumberColumn, i: number, j: number): boolean {
  return dateCheck[i] === NIK_DATE_CHECK.contradicted || dateCheck[j] === NIK_DATE_CHECK.contradicted
}

function besideNik(a: number, b: number, isDoubtful: boolean): number {
  if (a === 0 || b === 0) return LEVEL.missing
  if (!isDoubtful) return a === b || isSwapped(a, b) ? LEVEL.beside_nik : LEVEL.off_beside_nik
  // Dates that agree with each other against the NIK are evidence of their own.
  if (a === b) return isDefault(a) ? LEVEL.equal_default : LEVEL.equal
  return LEVEL.counted_in_nik
}

function isSwapped(a: number, b: number): boolean {
  const sameYear = Math.floor(a / 10000) === Math.floor(b / 10000)
  return sameYear && Math.floor(a / 100) % 100 === b % 100 && Math.floor(b / 100) % 100 === a % 100
}

/** Whether the NIK of this row carries the given date. */
function carried(nik: NumberColumn, row: number, date: number): boolean {
  if (date === 0 || nik.status[row] !== NUMBER_STATUS.valid) return false
  const coded = nikDateDigits(nik.head[row] ?? 0, nik.tail[row] ?? 0)
  const day = Math.floor(coded / 10000) % 40
  const year = Math.floor(date / 10000) % 100
  return day === date % 100 && coded % 10000 === (Math.floor(date / 100) % 100) * 100 + year
}

function compareUnequal(a: number, b: number): number {
  const yearA = Math.floor(a / 10000)
  const yearB = Math.floor(b / 10000)
  const monthA = Math.floor(a / 100) % 100
  const monthB = Math.floor(b / 100) % 100
  const sameMonth = monthA === monthB
  const sameDay = a % 100 === b % 100
  if (yearA === yearB) {
    if (isSwapped(a, b)) return LEVEL.swapped
    if (isDefault(a) || isDefault(b)) return LEVEL.same_year_default
    return sameMonth || sameDay ? LEVEL.one_part_off : LEVEL.same_year
  }
  if (sameMonth && sameDay && !isDefault(a)) return LEVEL.one_part_off
  if (Math.abs(yearA - yearB) <= 2) return LEVEL.near
  return isEpochOff(a, b) ? LEVEL.epoch_off : LEVEL.different
}

/** A spreadsheet counts days from 1900 or from 1904; read by the other system, a date is 1,462 days off. */
const DAYS_BETWEEN_EPOCHS = 1462
const MS_PER_DAY = 86_400_000

function isEpochOff(a: number, b: number): boolean {
  if (Math.abs(Math.floor(a / 10000) - Math.floor(b / 10000)) > 5 || a % 100 === 0 || b % 100 === 0) return false
  return Math.abs(dayNumber(a) - dayNumber(b)) === DAYS_BETWEEN_EPOCHS
}

function dayNumber(date: number): number {
  return Date.UTC(Math.floor(date / 10000), (Math.floor(date / 100) % 100) - 1, date % 100) / MS_PER_DAY
}
