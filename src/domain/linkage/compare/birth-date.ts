import { NUMBER_STATUS, type DateColumn, type NumberColumn } from '../features/columns.js'
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
  'different',
] as const
const LEVEL = levelNumbers(BIRTH_DATE_LEVELS)

/**
 * Compares birth dates. `nik_date`: the dates differ or one is missing, but the NIK of one record, a different number,
 * carries the date of the other. `default`: 31-12, 01-01 and 01-07 are given to people without papers, so agreement on
 * them weighs less, and a difference within the year is no contradiction. `near`: the years are at most two apart.
 */
export function birthDateComparator(dates: DateColumn, nik?: NumberColumn): Comparator {
  return {
    levels: BIRTH_DATE_LEVELS,
    chanceBits: CHANCE_OF_LEVEL,
    compare(i, j) {
      const a = dates.dates[i] ?? 0
      const b = dates.dates[j] ?? 0
      if (a !== 0 && a === b) return isDefault(a) ? LEVEL.equal_default : LEVEL.equal
      if (nik !== undefined && !isSameNumber(nik, i, j) && (carried(nik, i, b) || carried(nik, j, a))) {
        return LEVEL.nik_date
      }
      return a === 0 || b === 0 ? LEVEL.missing : compareUnequal(a, b)
    },
  }
}

/** If both records have the same NIK, its date is no additional evidence. */
function isSameNumber(nik: NumberColumn, i: number, j: number): boolean {
  return nik.head[i] === nik.head[j] && nik.tail[i] === nik.tail[j]
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
    if (monthA === b % 100 && monthB === a % 100) return LEVEL.swapped
    if (isDefault(a) || isDefault(b)) return LEVEL.same_year_default
    return sameMonth || sameDay ? LEVEL.one_part_off : LEVEL.same_year
  }
  if (sameMonth && sameDay && !isDefault(a)) return LEVEL.one_part_off
  return Math.abs(yearA - yearB) <= 2 ? LEVEL.near : LEVEL.different
}
