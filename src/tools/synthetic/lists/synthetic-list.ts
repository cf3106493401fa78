import type { SyntheticRecord } from '../population/record.js'
import type { Source } from '../population/sources.js'

/** The form of one generated file. */
export interface SyntheticList {
  readonly file: string
  /** The source of its records; undefined for the records of all sources. */
  readonly source: Source | undefined
  /** The first line with its line end; '' where the form has none. */
  readonly header: string
  /** Returns the lines of the records of one household, in order. */
  readonly write: (household: readonly SyntheticRecord[]) => string
}

/** Writes a household as one line per record. */
export function lineByRecord(line: (record: SyntheticRecord) => string): SyntheticList['write'] {
  return (household) => household.map(line).join('')
}

/** A dotted area code as digits alone. */
export function digitsOfArea(code: string): string {
  return code.replaceAll('.', '')
}
