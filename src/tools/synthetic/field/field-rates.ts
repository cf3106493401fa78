import { SOURCES, type Source } from '../population/sources.js'

/** The rates of one process in the seven lists, in the order of SOURCES. */
type Row = readonly [number, number, number, number, number, number, number]

/** Processes of one row or household. */
const OF_ROWS = {
  //               dtks   p3ke   dtsen  dukcapil umak  survei sibangkit
  enumeratedTwice: [0.01, 0.012, 0.006, 0, 0, 0.022, 0.026],
  listedAfterDeath: [0.5, 0.35, 0.3, 0.05, 0.3, 0.3, 0.3],
  secondCard: [0.5, 0.5, 0.5, 0.7, 0, 0.5, 0.5],
  villageWrong: [0.004, 0.004, 0.008, 0, 0, 0.012, 0.006],
  formerHome: [0.5, 0.3, 0.2, 0.1, 0.3, 0.3, 0.1],
  formerCard: [0.6, 0, 0.6, 0, 0.4, 0.6, 0.1],
  kkMissing: [0.054, 1, 0.003, 0, 0.05, 0.3, 0.062],
  ocrKk: [0.11, 0, 0, 0, 0, 0, 0],
  // Of the NIK.
  nikMissing: [0.09, 0.125, 0.055, 0, 0.01, 0.29, 0.13],
  nikTypo: [0, 0.008, 0.004, 0, 0.005, 0.006, 0.011],
  nikNeighbour: [0, 0.004, 0, 0, 0.002, 0, 0.009],
  nikHead: [0.002, 0.003, 0.001, 0, 0.002, 0.003, 0.004],
  nikTemporary: [0, 0.004, 0, 0, 0, 0.012, 0.01],
  ocrNik: [0.13, 0, 0, 0, 0, 0, 0],
  /** Of rows of the dead. */
  nikHeir: [0.3, 0.2, 0.2, 0, 0.7, 0.1, 0.2],
  // Of the name.
  secondName: [0.5, 0.3, 0.03, 0, 0.35, 0.4, 0.5],
  teknonym: [0, 0.004, 0, 0, 0, 0.012, 0.006],
  husbandsName: [0, 0.006, 0, 0, 0, 0.012, 0.008],
  nickname: [0, 0.009, 0, 0, 0, 0.024, 0.015],
  clanDropped: [0.16, 0.2, 0.12, 0, 0.1, 0.25, 0.25],
  clanFirst: [0, 0.08, 0, 0, 0, 0.15, 0.12],
  muhammad: [0.4, 0.4, 0.3, 0, 0.4, 0.5, 0.5],
  arabic: [0.16, 0.18, 0.14, 0, 0.08, 0.22, 0.22],
  phonetic: [0, 0.07, 0.01, 0, 0, 0.18, 0.08],
  nameTypo: [0, 0.02, 0.016, 0, 0.018, 0.03, 0.03],
  fatherAppended: [0.08, 0.11, 0, 0, 0, 0.22, 0.14],
  ocrName: [0.115, 0, 0, 0, 0, 0, 0],
  // Of the birth date.
  dobMissing: [0, 0, 0, 0, 0.02, 0.06, 0.004],
  dobTypo: [0, 0.011, 0.01, 0.0012, 0.004, 0.02, 0.012],
  dobFromAge: [0.01, 0.008, 0, 0, 0, 0.025, 0.011],
  ocrDob: [0.073, 0, 0, 0, 0, 0, 0],
  // Of the other fields.
  sexWrong: [0, 0.003, 0, 0, 0.002, 0.009, 0.004],
  motherBlank: [0.155, 1, 0.15, 0.14, 1, 0.5, 1],
  birthplaceBlank: [0, 1, 0, 0, 1, 1, 1],
  addressBlank: [0.2, 0.2, 0.5, 0.2, 0.5, 0.5, 0.2],
  rtBlank: [0, 0, 0.6, 0, 0.5, 0.5, 0],
  phoneBlank: [1, 1, 1, 1, 0.2, 0.1, 1],
} as const satisfies Record<string, Row>

/** Processes of one file: a village's part of a list. */
const OF_FILES = {
  excel1904: [0, 0, 0.025, 0, 0, 0, 0.03],
  swappedDates: [0.05, 0, 0.04, 0, 0.12, 0.05, 0],
  defaultDates: [0, 0.04, 0, 0, 0, 0.02, 0.06],
  mojibake: [0, 0.25, 0, 0, 0.25, 0.25, 0.25],
  shiftedNiks: [0, 0.05, 0.05, 0, 0.05, 0, 0.1],
  shiftedDates: [0, 0.05, 0, 0, 0.03, 0.03, 0.08],
} as const satisfies Record<string, Row>

export const FIELD_RATES = { rows: OF_ROWS, files: OF_FILES } as const

/** The rates of one list. */
export interface FieldRates {
  readonly rows: Readonly<Record<keyof typeof OF_ROWS, number>>
  readonly files: Readonly<Record<keyof typeof OF_FILES, number>>
}

/** Fields without a column in the list are empty at any rate. */
const ABSENT = 1

function column<K extends string>(table: Readonly<Record<K, Row>>, source: Source, dirt: number): Record<K, number> {
  const at = SOURCES.indexOf(source)
  const rates = Object.entries<Row>(table).map(([process, row]) => {
    const rate = row[at]!
    return [process, rate === ABSENT ? rate : Math.min(0.95, rate * dirt)]
  })
  return Object.fromEntries(rates) as Record<K, number>
}

/** Returns the rates of a list multiplied by `dirt` (1 = as in the table, 0 = without errors). */
export function fieldRatesOf(source: Source, dirt: number): FieldRates {
  return { rows: column(OF_ROWS, source, dirt), files: column(OF_FILES, source, dirt) }
}
