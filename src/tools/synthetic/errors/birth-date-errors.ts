import { daysInMonth } from '../../../domain/identity/dates/calendar.js'
import { isoDate, type Day } from '../population/calendar.js'
import type { Random } from '../population/random.js'
import type { BirthDateError } from './error-rates.js'

function valid({ year, month, day }: Day): string {
  return isoDate({ year, month, day: Math.min(day, daysInMonth(year, month)) })
}

function otherThan(value: number, low: number, high: number, random: Random): number {
  const other = random.between(low, high - 1)
  return other >= value ? other + 1 : other
}

/** Returns a birth date with this error: a valid ISO date, or ''. */
export function damageBirthDate(born: Day, error: BirthDateError, random: Random): string {
  const { year, month, day } = born
  switch (error) {
    case 'blank':
      return ''
    case 'newYear':
      return `${year}-01-01`
    case 'midYear':
      return `${year}-07-01`
    case 'yearEnd':
      return `${year}-12-31`
    case 'swapped':
      return day <= 12 ? isoDate({ year, month: day, day: month }) : isoDate(born)
    case 'otherDay':
      return valid({ year, month, day: otherThan(day, 1, 28, random) })
    case 'otherMonth':
      return valid({ year, month: otherThan(month, 1, 12, random), day })
    case 'yearOffByOne':
      return valid({ year: year + (random.chance(0.5) ? 1 : -1), month, day })
    case 'yearOffByTen':
      return valid({ year: year + (random.chance(0.5) && year < 2010 ? 10 : -10), month, day })
    case 'otherCentury':
      return valid({ year: year < 2000 ? year + 100 : year - 100, month, day })
  }
}
