import { SOURCES, type Source } from '../population/sources.js'

/** The rates of one kind of error in the seven lists, in the order of SOURCES. */
type Row = readonly [number, number, number, number, number, number, number]

/** Errors in a NIK; at most one of them. */
const NIK = {
  //             dtks    p3ke    dtsen   dukcapil umak   survei  sibangkit
  blank: [0.034, 0.047, 0.006, 0, 0.008, 0.1, 0.054],
  dash: [0.012, 0.016, 0.002, 0, 0.004, 0.037, 0.021],
  zero: [0.012, 0.016, 0.002, 0, 0.004, 0.035, 0.02],
  word: [0.011, 0.016, 0.002, 0, 0.004, 0.036, 0.019],
  allZeros: [0.011, 0.016, 0.002, 0, 0.012, 0.04, 0.016],
  sampleNumber: [0.003, 0.004, 0.0005, 0, 0.002, 0.008, 0.004],
  areaAndZeros: [0.011, 0.014, 0.002, 0, 0.01, 0.03, 0.016],
  dateAndZeros: [0.007, 0.007, 0.001, 0, 0.01, 0.01, 0.008],
  apostrophe: [0.007, 0, 0.005, 0, 0.006, 0.005, 0.006],
  dotted: [0.004, 0, 0.004, 0, 0.008, 0.006, 0.003],
  spaced: [0.005, 0, 0.005, 0, 0.011, 0.008, 0.004],
  pointZero: [0.0045, 0, 0.0045, 0, 0.008, 0.003, 0.0025],
  scientific: [0.003, 0.0015, 0.0002, 0, 0.005, 0.0005, 0.002],
  lastZero: [0.007, 0.003, 0.001, 0, 0.012, 0.003, 0.004],
  wrongDigit: [0.012, 0.006, 0.003, 0, 0.02, 0.022, 0.016],
  transposed: [0.006, 0.003, 0.0015, 0, 0.01, 0.011, 0.008],
  letterForDigit: [0.001, 0, 0.0003, 0, 0.002, 0.003, 0.002],
  ofHead: [0.004, 0.003, 0.0007, 0, 0.002, 0.008, 0.006],
  familyCard: [0.003, 0, 0.0007, 0, 0.003, 0.004, 0.003],
  ofStranger: [0.0015, 0.001, 0.0003, 0, 0.0015, 0.001, 0.001],
} as const satisfies Record<string, Row>

/** Errors in a KK; at most one of them. */
const KK = {
  blank: [0.099, 1, 0.009, 0, 0.064, 0.25, 0.153],
  truncated: [0.002, 0, 0.0025, 0.0025, 0.0025, 0.0015, 0.002],
  digitTooMany: [0.0025, 0, 0.003, 0.003, 0.001, 0.0025, 0.0025],
  wrongDigit: [0.008, 0, 0.003, 0.001, 0.008, 0.012, 0.01],
} as const satisfies Record<string, Row>

/** Errors in a name; several can occur together. */
const NAME = {
  missingWord: [0.02, 0.014, 0.004, 0.0006, 0.028, 0.05, 0.032],
  swappedWords: [0.01, 0.007, 0.002, 0, 0.012, 0.02, 0.012],
  abbreviation: [0.07, 0.05, 0.02, 0.002, 0.1, 0.13, 0.09],
  initial: [0.02, 0.014, 0.005, 0, 0.035, 0.035, 0.025],
  oldSpelling: [0.025, 0.02, 0.008, 0.0015, 0.03, 0.035, 0.028],
  variantLetters: [0.075, 0.06, 0.022, 0.003, 0.09, 0.14, 0.11],
  typo: [0.032, 0.024, 0.01, 0.0015, 0.045, 0.075, 0.05],
  joined: [0.022, 0.014, 0.004, 0.001, 0.03, 0.04, 0.03],
  split: [0.05, 0.03, 0.01, 0.002, 0.06, 0.08, 0.06],
  patronymic: [0.01, 0.008, 0.001, 0, 0.008, 0.022, 0.01],
  title: [0.03, 0.022, 0.006, 0, 0.05, 0.045, 0.035],
  nameOfHusband: [0.001, 0.0007, 0.0001, 0, 0.002, 0.002, 0.002],
  deceasedMark: [0.0012, 0.001, 0.0003, 0, 0.004, 0.002, 0.001],
  otherCase: [0.001, 0.001, 0.0005, 0, 0.002, 0.005, 0.004],
  surplusBlank: [0.006, 0.004, 0.002, 0.001, 0.006, 0.008, 0.006],
} as const satisfies Record<string, Row>

/** Errors in a birth date; at most one of them. */
const BIRTH_DATE = {
  blank: [0.01, 0.004, 0.0003, 0, 0.093, 0.061, 0.039],
  newYear: [0.011, 0.01, 0.003, 0, 0.014, 0.022, 0.017],
  midYear: [0.01, 0.009, 0.003, 0, 0.013, 0.02, 0.016],
  yearEnd: [0.011, 0.01, 0.003, 0, 0.014, 0.022, 0.017],
  swapped: [0.01, 0.008, 0.004, 0.0003, 0.016, 0.022, 0.018],
  otherDay: [0.008, 0.006, 0.003, 0.0003, 0.012, 0.018, 0.014],
  otherMonth: [0.005, 0.004, 0.002, 0.0002, 0.008, 0.012, 0.01],
  yearOffByOne: [0.007, 0.006, 0.003, 0.0003, 0.01, 0.018, 0.014],
  yearOffByTen: [0.002, 0.002, 0.0007, 0, 0.003, 0.005, 0.004],
  otherCentury: [0.0005, 0.0003, 0.0001, 0, 0.0005, 0.001, 0.0005],
} as const satisfies Record<string, Row>

/** Errors in the other fields, independent of each other. */
const FIELD = {
  otherSex: [0.009, 0.005, 0.002, 0.0002, 0.009, 0.012, 0.008],
  motherBlank: [0.24, 1, 0.095, 0.0005, 1, 0.79, 1],
  motherFirstWord: [0.05, 0, 0.012, 0.003, 0, 0.2, 0],
  motherDamaged: [0.09, 0, 0.035, 0.022, 0, 0.22, 0],
  birthplaceBlank: [0.016, 1, 0.018, 0.018, 1, 1, 1],
  birthplaceVariant: [0.1, 0, 0.08, 0.1, 0, 0, 0],
  otherVillage: [0.008, 0.005, 0.004, 0.002, 0.006, 0.006, 0.006],
  addressRewritten: [0.04, 0.03, 0.02, 0.003, 0.05, 0.05, 0.04],
  rtRwBlank: [0.01, 0.008, 0.003, 0, 0.01, 0.015, 0.01],
  rtRwWrong: [0.01, 0.01, 0.005, 0.002, 0.01, 0.01, 0.01],
  phoneBlank: [1, 1, 0.15, 1, 1, 0.1, 1],
  phoneOfKin: [0, 0, 0.03, 0, 0, 0.08, 0],
} as const satisfies Record<string, Row>

/** Rows that should not exist, and outdated values; the latter only where there is an earlier value. */
const ROW = {
  listedTwice: [0.017, 0.004, 0.0007, 0, 0.01, 0.018, 0.011],
  listedAfterDeath: [0.5, 0.35, 0.12, 0.06, 0.2, 0.05, 0.1],
  formerCard: [0.7, 0, 0.5, 0.25, 0.6, 0.4, 0.5],
  formerHome: [0.5, 0.3, 0.2, 0.15, 0.3, 0.05, 0.1],
  secondNik: [0.4, 0.3, 0.15, 0, 0.35, 0.35, 0.35],
  registeredTwice: [0, 0, 0, 0.1, 0, 0, 0],
} as const satisfies Record<string, Row>

/** The rates of errors: field, kind of error, then one number per list in the order of SOURCES. */
export const ERROR_RATES = { nik: NIK, kk: KK, name: NAME, birthDate: BIRTH_DATE, field: FIELD, row: ROW } as const

export type NikError = keyof typeof NIK
export type KkError = keyof typeof KK
export type NameError = keyof typeof NAME
export type BirthDateError = keyof typeof BIRTH_DATE
export type FieldError = keyof typeof FIELD
export type RowError = keyof typeof ROW

/** The rates of one list, by field and kind. */
export interface ErrorRates {
  readonly nik: Readonly<Record<NikError, number>>
  readonly kk: Readonly<Record<KkError, number>>
  readonly name: Readonly<Record<NameError, number>>
  readonly birthDate: Readonly<Record<BirthDateError, number>>
  readonly field: Readonly<Record<FieldError, number>>
  readonly row: Readonly<Record<RowError, number>>
}

/** Fields without a column in the list are empty at any rate of errors. */
const ABSENT = 1

function column<K extends string>(table: Readonly<Record<K, Row>>, at: number, dirt: number): Record<K, number> {
  const rates = Object.entries<Row>(table).map(([kind, row]) => {
    const rate = row[at]!
    return [kind, rate === ABSENT ? rate : Math.min(0.95, rate * dirt)]
  })
  return Object.fromEntries(rates) as Record<K, number>
}

/** Returns the rates of a list multiplied by `dirt` (1 = as in the table, 0 = without errors). */
export function errorRatesOf(source: Source, dirt: number): ErrorRates {
  const at = SOURCES.indexOf(source)
  return {
    nik: column(NIK, at, dirt),
    kk: column(KK, at, dirt),
    name: column(NAME, at, dirt),
    birthDate: column(BIRTH_DATE, at, dirt),
    field: column(FIELD, at, dirt),
    row: column(ROW, at, dirt),
  }
}
