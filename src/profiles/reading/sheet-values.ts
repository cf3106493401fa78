import { dateOfSpreadsheetSerial } from '../../domain/identity/dates/calendar.js'
import { isSixteenDigits } from '../../domain/identity/numbers/registration-number.js'
import type { DateSystem } from '../formats/file-item.js'
import type { Table } from './choose-variant.js'

/** Day 0 of 1904 in days of the system of 1900. */
const DAYS_TO_1904 = 1462
/** Smaller numbers in a column of birth dates are ages or years: as days they would be birth dates before October 1905. */
const FEWEST_DAYS = 2101
const LATEST_YEAR = 2100
const DAYS = /^(\d{4,5})(?:\.\d+)?$/
const KEPT_DIGITS = 15
const CUT = /^\d{15,30}0$/

/** The number cells of a row of a workbook, and the day from which its dates count. */
export interface SheetNumbers {
  readonly numbers: readonly number[]
  readonly dates: DateSystem
}

/**
 * Reads the number cells of a row. In a column of birth dates a number is a day, written as ISO. A spreadsheet keeps 15
 * digits of a number and sets the 16th to 0, so of a NIK or KK that ends in 0 only 15 are known. They are written in the
 * scientific form (`1.60602110371001E+15`), which readers of NIK and KK know as cut.
 */
export function readSheetNumbers(
  cells: readonly string[],
  { columns }: Table,
  { numbers, dates }: SheetNumbers,
): readonly string[] {
  if (numbers.length === 0) return cells
  const read = [...cells]
  for (const { at } of columns.get('dob') ?? []) if (numbers.includes(at)) read[at] = dayText(cells[at] ?? '', dates)
  for (const { at } of [...(columns.get('nik') ?? []), ...(columns.get('kk') ?? [])]) {
    const cell = cells[at] ?? ''
    if (numbers.includes(at) && isSixteenDigits(cell) && isCutNumber(cell)) read[at] = withoutLastDigit(cell)
  }
  return read
}

function dayText(cell: string, dates: DateSystem): string {
  const days = Number(DAYS.exec(cell)?.[1] ?? 0)
  if (days < FEWEST_DAYS) return cell
  const { year, month, day } = dateOfSpreadsheetSerial(dates === 1904 ? days + DAYS_TO_1904 : days)
  return year > LATEST_YEAR ? cell : `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/**
 * Whether a number cell may have been cut: more than 15 digits, of which the last is 0. A whole number that another program
 * wrote ends so once in ten times; it is known no better.
 */
export function isCutNumber(cell: string): boolean {
  return CUT.test(cell)
}

function withoutLastDigit(digits: string): string {
  return `${digits.slice(0, 1)}.${digits.slice(1, KEPT_DIGITS)}E+${KEPT_DIGITS}`
}
