import { NUMBER_STATUS, type FamilyColumn, type NumberColumn } from './columns.js'
import type { FeatureTable } from './feature-table.js'
import type { Field } from './model.js'

/**
 * Lists repeat the head's NIK for members who have none at hand (NIK_EQ_HEAD), so two rows of one family with one NIK
 * are often two people. The row whose birth date the NIK carries keeps it; on the other rows of a different birth
 * date it is marked borrowed: no evidence for or against anybody.
 */
export function markBorrowedNumbers(table: FeatureTable, fields: readonly Field[]): void {
  const nik = columnOfType(table, fields, 'nik')
  const family = columnOfType(table, fields, 'household')
  const date = columnOfType(table, fields, 'birth_date')
  if (nik?.type !== 'number' || family?.type !== 'family' || date?.type !== 'date') return
  for (let row = 0; row < table.size; row += 1) {
    if (nik.status[row] !== NUMBER_STATUS.valid || carriesDate(nik, row, date.dates[row] ?? 0)) continue
    if (anotherCarries(row, nik, family, date.dates)) nik.status[row] = NUMBER_STATUS.borrowed
  }
}

function columnOfType(table: FeatureTable, fields: readonly Field[], type: Field['type']) {
  const field = fields.find((candidate) => candidate.type === type)
  return field === undefined ? undefined : table.columns.get(field.name)
}

function anotherCarries(row: number, nik: NumberColumn, family: FamilyColumn, dates: Int32Array): boolean {
  const id = family.family[row] ?? 0
  if (id === 0) return false
  for (let place = family.offsets[id] ?? 0; place < (family.offsets[id + 1] ?? 0); place += 1) {
    const other = family.members[place] ?? 0
    if (other === row || nik.head[other] !== nik.head[row] || nik.tail[other] !== nik.tail[row]) continue
    if (carriesDate(nik, other, dates[other] ?? 0)) return true
  }
  return false
}

/** Does the NIK of a row carry this birth date (day + 40 for women, month, two digits of the year)? */
function carriesDate(nik: NumberColumn, row: number, date: number): boolean {
  if (date === 0) return false
  const coded = nikDateDigits(nik.head[row] ?? 0, nik.tail[row] ?? 0)
  const day = Math.floor(coded / 10000)
  const dayOfBirth = day > 40 ? day - 40 : day
  return dayOfBirth * 10000 + (coded % 10000) === (date % 100) * 10000 + (Math.floor(date / 100) % 100) * 100 + (Math.floor(date / 10000) % 100)
}

/** The six digits DDMMYY in the middle of a NIK, of which the head holds the first two. */
export function nikDateDigits(head: number, tail: number): number {
  return (head % 100) * 10000 + Math.floor(tail / 10000)
}
