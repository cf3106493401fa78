import type { DateColumn } from '../features/columns.js'
import { bitsOfTerms } from '../features/term-frequency.js'
import type { TermFrequencies } from '../model/model.js'
import { CHANCE_OF_LEVEL, levelNumbers, MISSING, type Comparator } from './comparator.js'

export const DATE_LEVELS = [
  'missing',
  'equal',
  'swapped',
  'one_digit',
  'one_part_off',
  'same_year_common',
  'same_year',
  'near',
  'different',
] as const
const LEVEL = levelNumbers(DATE_LEVELS)

/** A date this many bits less rare than others was filled in: with another date of its year it is no contradiction. */
const COMMON_BITS = 2

/**
 * Compares dates of any list. Agreement on a date that many records have weighs less; which dates these are is counted,
 * not assumed. `one_digit`: one digit differs, or two neighbours are swapped. `near`: the years are at most two apart.
 */
export class DateComparator implements Comparator {
  readonly levels = DATE_LEVELS
  chanceBits = CHANCE_OF_LEVEL
  readonly #dates: Int32Array
  readonly #listed: ReadonlyMap<number, number>
  readonly #rare: number

  /** Without frequencies the model's u applies to all dates. */
  constructor({ dates }: DateColumn, frequencies?: TermFrequencies) {
    this.#dates = dates
    const listed = frequencies === undefined ? [] : [...bitsOfTerms(frequencies).alone]
    this.#listed = new Map(listed.map(([date, bits]) => [Number(date), bits]))
    this.#rare = frequencies?.rare ?? CHANCE_OF_LEVEL
  }

  compare(i: number, j: number): number {
    const a = this.#dates[i] ?? 0
    const b = this.#dates[j] ?? 0
    this.chanceBits = CHANCE_OF_LEVEL
    if (a === 0 || b === 0) return MISSING
    if (a === b) {
      this.chanceBits = this.#listed.get(a) ?? this.#rare
      return LEVEL.equal
    }
    return this.#compareUnequal(a, b)
  }

  #compareUnequal(a: number, b: number): number {
    const isSameYear = yearOf(a) === yearOf(b)
    const [monthA, monthB] = [monthOf(a), monthOf(b)]
    const [dayA, dayB] = [a % 100, b % 100]
    if (isSameYear && monthA === dayB && monthB === dayA) return LEVEL.swapped
    if (isSameYear && (this.#isCommon(a) || this.#isCommon(b))) return LEVEL.same_year_common
    if (isOneDigit(a, b)) return LEVEL.one_digit
    const agreeing = Number(isSameYear) + Number(monthA === monthB) + Number(dayA === dayB)
    if (agreeing === 2) return LEVEL.one_part_off
    if (isSameYear) return LEVEL.same_year
    return Math.abs(yearOf(a) - yearOf(b)) <= 2 ? LEVEL.near : LEVEL.different
  }

  #isCommon(date: number): boolean {
    const bits = this.#listed.get(date)
    return bits !== undefined && bits <= this.#rare - COMMON_BITS
  }
}

function yearOf(date: number): number {
  return Math.floor(date / 10_000)
}

function monthOf(date: number): number {
  return Math.floor(date / 100) % 100
}

/** Whether two different dates differ in one digit, or by two neighbouring digits that are swapped. */
function isOneDigit(a: number, b: number): boolean {
  let [restA, restB] = [a, b]
  while (restA % 10 === restB % 10) [restA, restB] = [Math.floor(restA / 10), Math.floor(restB / 10)]
  if (Math.floor(restA / 10) === Math.floor(restB / 10)) return true
  const [twoA, twoB] = [restA % 100, restB % 100]
  const isSwapped = twoA % 10 === Math.floor(twoB / 10) && twoB % 10 === Math.floor(twoA / 10)
  return isSwapped && Math.floor(restA / 100) === Math.floor(restB / 100)
}
