import { daysInMonth } from '../../../domain/identity/dates/calendar.js'
import { isoDate, type Day } from '../population/calendar.js'
import type { Random } from '../population/random.js'
import type { FieldRates } from './field-rates.js'
import type { Kind, Written } from './kinds.js'
import { misreadDigit } from './misreadings.js'

/** What befell the birth dates of a whole file. */
export type DatesOfFile = 'as they are' | 'swapped' | 'excel1904' | { readonly month: number; readonly day: number }

/** Returns the birth date as the list has it: an ISO date, a misread one, or ''. */
export function writeBirthDate(
  born: Day,
  list: { readonly rates: FieldRates['rows']; readonly dates: DatesOfFile },
  random: Random,
): Written {
  const { rates, dates } = list
  if (random.chance(rates.dobMissing)) return { text: '', kinds: ['dob_missing'] }
  const kinds: Kind[] = []
  const change = (from: string, to: string, kind: Kind): string => {
    if (from !== to) kinds.push(kind)
    return to
  }
  const own = isoDate(born)
  let day = own
  if (random.chance(rates.dobTypo)) day = change(own, isoDate(mistypeDate(born, random)), 'dob_typo')
  else if (random.chance(rates.dobFromAge)) day = change(own, isoDate(dateFromAge(born, random)), 'dob_from_age')
  if (dates !== 'as they are') {
    day = change(day, dateInFile(day, dates), typeof dates === 'object' ? 'dob_default_file' : KIND_OF_FILE[dates])
  }
  if (random.chance(rates.ocrDob)) day = change(day, misreadDigit(day, random), 'ocr_dob')
  return { text: day, kinds }
}

const KIND_OF_FILE = { swapped: 'dob_swapped_file', excel1904: 'dob_excel_1904' } as const

function valid({ year, month, day }: Day): Day {
  return { year, month, day: Math.min(day, daysInMonth(year, month)) }
}

function mistypeDate({ year, month, day }: Day, random: Random): Day {
  const other = (value: number, most: number): number => 1 + ((value - 1 + random.between(1, most - 1)) % most)
  switch (random.below(4)) {
    case 0:
      return valid({ year, month: other(month, 12), day })
    case 1:
      return { year: year + random.pick([-10, -1, 1]), month, day: Math.min(day, 28) }
    default:
      return { year, month, day: other(Math.min(day, 28), 28) }
  }
}

/** A household that knows ages alone: a year, sometimes one off, and a day that stands for it. */
function dateFromAge({ year }: Day, random: Random): Day {
  const [month, day] = random.pick([
    [12, 31],
    [12, 31],
    [7, 1],
    [1, 1],
  ] as const)
  return { year: year + random.pick([-2, -1, 0, 0, 1, 1, 2]), month, day }
}

function dateInFile(iso: string, dates: Exclude<DatesOfFile, 'as they are'>): string {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  if (dates === 'swapped') return day > 12 ? iso : isoDate({ year, month: day, day: month })
  if (dates === 'excel1904') return daysLater(iso, DAYS_OF_1904)
  return isoDate({ year, ...dates })
}

/** The two systems of Excel begin 1,462 days apart: a sheet of the later one shows its dates four years and a day off. */
const DAYS_OF_1904 = 1462

function daysLater(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
