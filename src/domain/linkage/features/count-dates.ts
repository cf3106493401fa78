import type { TermFrequencies } from '../model/model.js'
import type { FeatureTable } from './table.js'

const DAYS_OF_YEAR = 365.25
/** The years around a year that its share is taken from: one year has too few records. */
const YEARS_AROUND = 2
/** Standard errors by which a count must exceed nothing: what a few records of one person can make is not counted. */
const STANDARD_ERRORS = 4
/** A date is listed if strangers meet on it so many times as often as on others. */
const LEAST_EXCESS = 2

/**
 * Returns the rarity of the dates of one field. Most dates are too rare to be counted, so their chance is that of the
 * year times that of a day of the year. Days of the year that are common in all years (1 January) and single dates
 * (1900-01-01) are common as far as their counts surely show. Undefined for other columns and without a date.
 */
export function countDates(table: FeatureTable, field: string): TermFrequencies | undefined {
  const column = table.columns.get(field)
  if (column?.type !== 'date') return undefined
  const counts = countsOf(column.dates.subarray(0, table.size))
  if (counts.total === 0) return undefined
  const chances = Array.from(counts.dates, ([date, count]) => ({ date, count, ...chancesOf(date, count, counts) }))
  const plain = chances.filter(({ common, usual }) => common <= usual)
  const ordinary = meanChance(plain.length === 0 ? chances : plain)
  const terms = new Map<string, string[]>()
  for (const { date, usual, common } of chances.toSorted((a, b) => a.date - b.date)) {
    const chance = Math.max(usual, common)
    if (chance < LEAST_EXCESS * ordinary) continue
    const bits = String(rounded(-Math.log2(chance)))
    terms.set(bits, [...(terms.get(bits) ?? []), String(date)])
  }
  const listed = Object.fromEntries(Array.from(terms, ([bits, dates]) => [bits, dates.join(' ')]))
  return { fields: [field], rare: Math.max(LEAST_BITS, rounded(-Math.log2(ordinary))), terms: listed }
}

const LEAST_BITS = 0.1

interface DateCounts {
  readonly total: number
  readonly dates: ReadonlyMap<number, number>
  readonly days: ReadonlyMap<number, number>
  readonly years: ReadonlyMap<number, number>
}

function countsOf(column: Int32Array): DateCounts {
  const counts = {
    total: 0,
    dates: new Map<number, number>(),
    days: new Map<number, number>(),
    years: new Map<number, number>(),
  }
  const count = (of: Map<number, number>, key: number): void => void of.set(key, (of.get(key) ?? 0) + 1)
  for (const date of column) {
    if (date === 0) continue
    counts.total += 1
    count(counts.dates, date)
    count(counts.days, date % 10_000)
    count(counts.years, Math.floor(date / 10_000))
  }
  return counts
}

/** Returns the chance of a date as a day like any other of its year, and the chance that its counts surely show. */
function chancesOf(date: number, count: number, { total, days, years }: DateCounts): { usual: number; common: number } {
  let around = 0
  const year = Math.floor(date / 10_000)
  for (let other = year - YEARS_AROUND; other <= year + YEARS_AROUND; other += 1) around += years.get(other) ?? 0
  const ofYear = around / (2 * YEARS_AROUND + 1) / total
  const ofDay = surely(days.get(date % 10_000) ?? 0) / total
  return { usual: ofYear / DAYS_OF_YEAR, common: Math.max(ofYear * ofDay, surely(count) / total) }
}

function surely(count: number): number {
  return Math.max(0, count - STANDARD_ERRORS * Math.sqrt(count))
}

function meanChance(chances: readonly { count: number; usual: number; common: number }[]): number {
  const sums = chances.reduce(
    ({ chance, records }, { count, usual, common }) => ({
      chance: chance + count * Math.max(usual, common),
      records: records + count,
    }),
    { chance: 0, records: 0 },
  )
  return sums.chance / sums.records
}

/** Rounds to a tenth of a bit; the counts are not more precise. */
function rounded(bits: number): number {
  return Math.max(0, Math.round(bits * 10) / 10)
}
