/** An area in the reference data: a Kemendagri code, dotted or not, and a name. */
export interface AreaRow {
  code: string
  name: string
}

/** A province or regency and those that it belonged to before the year, in present codes. */
export interface AreaSplit {
  code: string
  from: readonly string[]
  year: number
}

/** A former name of a province or regency. `year` is the last in which it was official; without one it never was. */
export interface FormerName extends AreaRow {
  year?: number
}

/** The reference data of a register. It changes over the years and is loaded by the walidata. */
export interface AreaData {
  provinces: readonly AreaRow[]
  regencies: readonly AreaRow[]
  districts: readonly AreaRow[]
  villages: readonly AreaRow[]
  /** Kemendagri codes of any level that were once in force; codes still in force are allowed. */
  retired?: readonly string[]
  /** Areas that were split off from others; lists of before name the old ones. */
  splits?: readonly AreaSplit[]
  /** Names of provinces and regencies that are no longer official, and usual abbreviations. */
  formerNames?: readonly FormerName[]
  /** Former province prefixes that NIKs still carry. */
  formerProvinces?: readonly string[]
  /** Pairs of codes of the same area in both schemes, at any level. */
  bridge?: readonly { bps: string; kemendagri: string }[]
}
