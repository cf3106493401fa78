import type { Village } from '../population/areas.js'
import type { Random } from '../population/random.js'
import type { FlatRecord, SyntheticRecord } from '../population/record.js'
import type { FieldRates } from './field-rates.js'
import type { Kind } from './kinds.js'
import type { DatesOfFile } from './write-birth-date.js'

/** A record that its file can still change. */
export interface FieldRow {
  readonly record: Omit<SyntheticRecord, 'flat' | 'labels'>
  readonly flat: { -readonly [column in keyof FlatRecord]: string }
  readonly kinds: Set<Kind>
  readonly traits: readonly string[]
  readonly custom: string
  /** The NIK in force and the sex of the person. */
  readonly truth: { readonly nik: string; readonly sex: string }
}

const DEFAULT_DAYS = [
  { month: 12, day: 31 },
  { month: 1, day: 1 },
  { month: 7, day: 1 },
] as const

/** A village's part of a list: one file, that one person filled in with one program. */
export class VillageFile {
  readonly rows: FieldRow[] = []
  readonly dates: DatesOfFile
  readonly misencoded: boolean

  constructor(
    readonly village: Village,
    private readonly rates: FieldRates['files'],
    private readonly random: Random,
  ) {
    this.dates = this.drawDates()
    this.misencoded = random.chance(rates.mojibake)
  }

  /** Shifts columns by some rows, where the file is one of those that were pasted so. */
  shiftColumns(): void {
    if (this.random.chance(this.rates.shiftedNiks)) this.shift('nik', 'nik_row_shift')
    if (this.random.chance(this.rates.shiftedDates)) this.shift('dob', 'dob_row_shift')
  }

  private drawDates(): DatesOfFile {
    const { random, rates } = this
    if (random.chance(rates.excel1904)) return 'excel1904'
    if (random.chance(rates.swappedDates)) return 'swapped'
    return random.chance(rates.defaultDates) ? random.pick(DEFAULT_DAYS) : 'as they are'
  }

  /** Gives each row of a stretch the value of a row a little below or above; the rest of the column is as it was. */
  private shift(column: 'nik' | 'dob', kind: Kind): void {
    const { random, rows } = this
    const length = random.between(10, 45)
    const first = random.below(Math.max(1, rows.length - length))
    const by = random.pick([-2, -1, 1, 1, 2, 3])
    const values = rows.map(({ flat }) => flat[column])
    for (let at = first; at < Math.min(first + length, rows.length); at++) {
      const { flat, kinds } = rows[at]!
      const value = values[at + by]
      if (value === undefined || value === flat[column]) continue
      flat[column] = value
      kinds.add(kind)
    }
  }
}
