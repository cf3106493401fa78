import type { GoldenField, GoldenValue } from '../../../src/domain/registry/golden/values/golden-value.js'
import type { Values } from './golden-records.js'

export type Row = readonly [source: string, values: Values]

/** The rows of one person, and the value that the field is to show. */
export interface GoldenCase {
  readonly why: string
  readonly field: GoldenField
  readonly rows: readonly Row[]
  readonly golden: GoldenValue | undefined
}
