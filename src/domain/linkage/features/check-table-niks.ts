import { isDefault } from './default-date.js'
import type { FeatureTable } from './table.js'
import { NIK_DATE_CHECK, NUMBER_STATUS, type Column, type FamilyColumn, type NumberColumn } from './columns.js'
import type { Field, FieldType } from '../model/model.js'

/** A NIK adds 40 to the day of birth of a woman. */
const DAY_OF_WOMEN = 40

/** The columns of a table by which its NIKs are checked. */
interface NikContext {
  readonly size: number
  readonly nik: NumberColumn
  readonly kk: NumberColumn | undefined
  readonly dates: Int32Array
  readonly nikDates: Int32Array | undefined
  readonly family: FamilyColumn | undefined
}

/**
 * Checks each NIK against the rest of its record, and the recorded sex against the NIK. A NIK typed from the KK column
 * (NIK_EQ_KK) or repeated from the head of the family (NIK_EQ_HEAD) is ignored. A NIK whose date differs from the birth
 * date is contradicted but not excluded, because a corrected birth date does not change the NIK. A recorded sex that a
 * confirmed NIK contradicts (day + 40 for women) is ignored.
 */
export function checkTableNiks(table: FeatureTable, fields: readonly Field[]): void {
  const columnOfType = (type: FieldType): Column | undefined => {
    const field = fields.find((candidate) => candidate.type === type)
    return field === undefined ? undefined : table.columns.get(field.name)
  }
  const nik = columnOfType('nik')
  const dates = columnOfType('birth_date')
  const kk = columnOfType('kk')
  const family = columnOfType('household')
  const sex = columnOfType('sex')
  if (nik?.type !== 'number' || dates?.type !== 'date') return
  const context: NikContext = {
    size: table.size,
    nik,
    dates: dates.dates,
    nikDates: dates.nikDates,
    kk: kk?.type === 'number' ? kk : undefined,
    family: family?.type === 'family' ? family : undefined,
  }
  checkNiks(context)
  const ids = { man: table.vocabulary.intern('L'), woman: table.vocabulary.intern('P') }
  if (sex?.type === 'value') dropContradictedSexes(context, sex.values, ids)
}

function checkNiks(context: NikContext): void {
  const { size, nik, kk, dates } = context
  for (let row = 0; row < size; row += 1) {
    if (nik.status[row] !== NUMBER_STATUS.valid) continue
    const isOwnKk = kk !== undefined && kk.head[row] === nik.head[row] && kk.tail[row] === nik.tail[row]
    if (isOwnKk) nik.status[row] = NUMBER_STATUS.missing
    else nik.dateCheck[row] = dateCheckOf(nik, row, dates[row] ?? 0)
  }
  for (let row = 0; row < size; row += 1) if (isBorrowed(context, row)) nik.status[row] = NUMBER_STATUS.borrowed
  setNikDates(context)
}

/** A borrowed NIK has a date too: block keys must not depend on which members of the family are in the table. */
function setNikDates({ size, nik, nikDates }: NikContext): void {
  if (nikDates === undefined) return
  for (let row = 0; row < size; row += 1) {
    const isNumber = nik.status[row] === NUMBER_STATUS.valid || nik.status[row] === NUMBER_STATUS.borrowed
    nikDates[row] = isNumber ? dateInNik(nik, row) : 0
  }
}

/** Returns the date in a NIK as yymmdd; the day of a woman is 40 higher there. */
function dateInNik(nik: NumberColumn, row: number): number {
  const coded = nikDateDigits(nik.head[row] ?? 0, nik.tail[row] ?? 0)
  const month = Math.floor(coded / 100) % 100
  return (coded % 100) * 10_000 + month * 100 + (Math.floor(coded / 10_000) % DAY_OF_WOMEN)
}

function dateCheckOf(nik: NumberColumn, row: number, date: number): number {
  if (date === 0) return NIK_DATE_CHECK.unknown
  const parts = agreeingParts(nikDateDigits(nik.head[row] ?? 0, nik.tail[row] ?? 0), date)
  if (parts === 3) return NIK_DATE_CHECK.confirmed
  // A default day shows only the year, and one differing part is a typing error or a correction.
  return parts === 2 || isDefault(date) ? NIK_DATE_CHECK.unknown : NIK_DATE_CHECK.contradicted
}

/** Returns how many of day, month and two-digit year agree; a swapped day and month agree. */
function agreeingParts(coded: number, date: number): number {
  const day = Math.floor(coded / 10000) % 40
  const month = Math.floor(coded / 100) % 100
  const recordedDay = date % 100
  const recordedMonth = Math.floor(date / 100) % 100
  const sameYear = coded % 100 === Math.floor(date / 10000) % 100 ? 1 : 0
  const inPlace = (day === recordedDay ? 1 : 0) + (month === recordedMonth ? 1 : 0)
  const swapped = day === recordedMonth && month === recordedDay ? 2 : 0
  return sameYear + Math.max(inPlace, swapped)
}

/** Whether another row of the family has the same NIK and is confirmed by its birth date, while this row is not. */
function isBorrowed({ nik, family }: NikContext, row: number): boolean {
  const id = family?.family[row] ?? 0
  if (family === undefined || id === 0) return false
  if (nik.status[row] !== NUMBER_STATUS.valid || nik.dateCheck[row] === NIK_DATE_CHECK.confirmed) return false
  for (let place = family.offsets[id] ?? 0; place < (family.offsets[id + 1] ?? 0); place += 1) {
    const other = family.members[place] ?? 0
    if (other === row || nik.head[other] !== nik.head[row] || nik.tail[other] !== nik.tail[row]) continue
    if (nik.dateCheck[other] === NIK_DATE_CHECK.confirmed && nik.dateCheck[row] === NIK_DATE_CHECK.contradicted)
      return true
  }
  return false
}

/**
 * Returns a check whether the NIK of a row may turn out to be a relative's, and then be ignored, once the whole family
 * is in the table.
 */
export function nikDoubts({ columns }: FeatureTable): (row: number) => boolean {
  const checks = [...columns.values()].flatMap((column) => (column.type === 'number' ? [column.dateCheck] : []))
  return (row) => checks.some((check) => check[row] === NIK_DATE_CHECK.contradicted)
}

const FIRST_DAY_OF_WOMEN = DAY_OF_WOMEN + 1

function dropContradictedSexes(
  { size, nik }: NikContext,
  sexes: Uint32Array,
  ids: { man: number; woman: number },
): void {
  for (let row = 0; row < size; row += 1) {
    if (nik.status[row] !== NUMBER_STATUS.valid || nik.dateCheck[row] !== NIK_DATE_CHECK.confirmed) continue
    const day = Math.floor(nikDateDigits(nik.head[row] ?? 0, nik.tail[row] ?? 0) / 10000)
    const denied = day >= FIRST_DAY_OF_WOMEN ? ids.man : ids.woman
    if (sexes[row] === denied) sexes[row] = 0
  }
}

/** Returns the six digits DDMMYY of a NIK; the head holds the first two of them. */
export function nikDateDigits(head: number, tail: number): number {
  return (head % 100) * 10000 + Math.floor(tail / 10000)
}
