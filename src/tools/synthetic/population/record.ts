import { RECORD_FIELDS } from '../../../domain/registry/records/canonical-record.js'
import type { Village } from './areas.js'
import type { Living, RelationLabel } from './population.js'
import type { Source } from './sources.js'

/** The canonical columns, in the order of flat.csv. */
export const FLAT_COLUMNS = ['record_id', 'source', ...RECORD_FIELDS] as const

/** A record in canonical columns with the values of its list; the date is in ISO form. */
export type FlatRecord = { readonly [column in (typeof FLAT_COLUMNS)[number]]: string }

/** The marriage states of the lists. */
export type Marriage = 'Belum Kawin' | 'Kawin' | 'Cerai Hidup' | 'Cerai Mati'

/** The values that some lists have besides the canonical columns. */
export interface ListFacts {
  readonly year: number
  readonly village: Village
  readonly living: Living
  readonly householdSize: number
  readonly relation: RelationLabel
  readonly marriage: Marriage
  readonly dead: boolean
  /** Whether the NIK is the person's own, as the population register would answer. */
  readonly ownNik: boolean
}

/** What was done to a record, and what is special about its person. */
export interface Labels {
  /** The kinds of errors in the record, such as `nik_missing`. */
  readonly kinds: readonly string[]
  /** The traits of the person, such as `twin`. */
  readonly traits: readonly string[]
  /** The custom by which the person is named. */
  readonly custom: string
  readonly sex: string
}

/** One record of one list, with the truth about it. */
export interface SyntheticRecord {
  readonly source: Source
  readonly flat: FlatRecord
  readonly personId: number
  readonly householdIdNow: number
  readonly householdIdThen: number
  readonly facts: ListFacts
  /** Lists of the field family alone are labelled. */
  readonly labels?: Labels
}
