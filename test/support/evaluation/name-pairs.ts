import { readFileSync } from 'node:fs'
import Papa from 'papaparse'

/** Two names with an expert's verdict on whether one person may bear both, how sure it is, and why. */
export interface NamePair {
  readonly kind: string
  readonly left: string
  readonly right: string
  readonly verdict: string
  readonly grade: string
  readonly why: string
}

/** The labelled pairs of names of name-pairs.csv. */
export const NAME_PAIRS: readonly NamePair[] = Papa.parse<NamePair>(
  readFileSync('test/cases/name-pairs.csv', 'utf8').trimEnd(),
  { header: true },
).data
