import type { Sex } from '../../../domain/identity/sex.js'
import { FOREIGN_DISTRICTS, RETIRED_DISTRICTS, type ForeignDistrict, type Regency } from './areas.js'
import { twoDigits, type Day } from './calendar.js'
import type { Random } from './random.js'

// The numbers hold two digits of the year, so 1926 and 2026 share a series.
const DAYS = 100 * 372
const FOREIGN_COUNT = 24

/** A district that issues numbers, with the usual birthplace of persons registered there. */
export interface Office {
  readonly index: number
  readonly code: string
  readonly birthplace: string
}

function dayIndex({ year, month, day }: Day): number {
  return (year % 100) * 372 + (month - 1) * 31 + day - 1
}

function fourDigits(serial: number): string {
  return String(serial).padStart(4, '0')
}

/**
 * Issues the NIKs and family card numbers of one regency: six digits of the area, the date, and a serial from 0001 in
 * that area on that day. No number is issued twice. The counters have a fixed size, whatever the population.
 */
export class NumberIssuer {
  readonly local: readonly Office[]
  readonly foreign: readonly Office[]
  readonly retired: readonly Office[]
  private readonly persons: Uint16Array
  private readonly families: Uint16Array
  private readonly foreignOffset: number

  constructor(regency: Regency, regencyIndex: number, elsewhere: readonly ForeignDistrict[] = FOREIGN_DISTRICTS) {
    const stride = Math.floor(elsewhere.length / FOREIGN_COUNT)
    const foreign = Array.from({ length: FOREIGN_COUNT }, (_, at) => elsewhere[at * stride + regencyIndex]!)
    const districts = regency.districts.map(({ code }) => ({ code, birthplace: regency.name }))
    const offices = [...districts, ...foreign, ...RETIRED_DISTRICTS].map((area, index) => ({ index, ...area }))
    this.local = offices.slice(0, districts.length)
    this.foreign = offices.slice(districts.length, districts.length + FOREIGN_COUNT)
    this.retired = offices.slice(districts.length + FOREIGN_COUNT)
    this.persons = new Uint16Array(offices.length * 2 * DAYS)
    this.families = new Uint16Array(offices.length * DAYS)
    // Retired districts serve every regency, so each regency takes serials of its own.
    this.foreignOffset = regencyIndex * 20
  }

  /** Issues a NIK; for women 40 is added to the day. Some serials are skipped, for persons in none of the lists. */
  issueNik(office: Office, sex: Sex, born: Day, random: Random): string {
    const cell = (office.index * 2 + (sex === 'P' ? 1 : 0)) * DAYS + dayIndex(born)
    const serial = this.persons[cell]! + 1 + (random.chance(0.12) ? 1 : 0)
    this.persons[cell] = serial
    const day = twoDigits(born.day + (sex === 'P' ? 40 : 0))
    const date = `${day}${twoDigits(born.month)}${twoDigits(born.year % 100)}`
    return `${office.code}${date}${fourDigits(serial + this.offsetOf(office) + this.issuedBefore(born))}`
  }

  /** Issues a KK by the day on which the family was recorded. */
  issueKk(office: Office, recorded: Day): string {
    const cell = office.index * DAYS + dayIndex(recorded)
    const serial = this.families[cell]! + 1
    this.families[cell] = serial
    const date = `${twoDigits(recorded.day)}${twoDigits(recorded.month)}${twoDigits(recorded.year % 100)}`
    return `${office.code}${date}${fourDigits(serial + this.offsetOf(office))}`
  }

  /** The numbers issued for that birth date to persons in none of the lists. */
  protected issuedBefore: (born: Day) => number = () => 0

  protected offsetOf(office: Office): number {
    return office.index < this.local.length ? 0 : this.foreignOffset
  }
}
