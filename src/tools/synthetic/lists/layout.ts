import type { SyntheticRecord } from '../people/record.js'
import type { Source } from '../people/sources.js'

/** How one file of lists is written. */
export interface Layout {
  readonly file: string
  /** The list whose records it holds; undefined for all of them. */
  readonly source: Source | undefined
  /** The first line with its line end; empty for a form without one. */
  readonly header: string
  /** The lines of the records of one household in this list, in order. */
  readonly write: (household: readonly SyntheticRecord[]) => string
}

/** Writes a household as one line a record. */
export function lineByRecord(line: (record: SyntheticRecord) => string): Layout['write'] {
  return (household) => household.map(line).join('')
}

/** A dotted area code as digits alone. */
export function digitsOfArea(code: string): string {
  return code.replaceAll('.', '')
}
