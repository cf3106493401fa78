/** The columns of a canonical record that a layout can fill, in the order in which they are written. */
export const RECORD_FIELDS = [
  'source_key',
  'nik',
  'kk',
  'name',
  'dob',
  'sex',
  'birthplace',
  'mother_name',
  'address',
  'rt',
  'rw',
  'village_code',
  'phone',
  'shdk',
  'household_ref',
] as const
export type RecordField = (typeof RECORD_FIELDS)[number]

/**
 * One person as one list has them, all values texts. `dob` is ISO when it was read without assuming anything, else as it
 * stands; `sex` is L, P or ''; `village_code` is dotted, so that its groups (2.2.2.4 or 2.2.3.3) tell the scheme.
 */
export type CanonicalRecord = { readonly source: string } & { readonly [field in RecordField]: string }

export const TEXT_FACTS = [
  'floor',
  'wall',
  'roof',
  'water',
  'latrine',
  'lighting',
  'power',
  'fuel',
  'house_ownership',
  'marital_status',
  'head_name',
  'verification',
  'register_answer',
  'programme',
  'period',
  'account',
  'status',
] as const
export type TextFact = (typeof TEXT_FACTS)[number]

export const NUMBER_FACTS = [
  'floor_area',
  'desil',
  'percentile',
  'income',
  'family_size',
  'counted_persons',
  'monthly_amount',
  'months',
  'list_year',
] as const
export type NumberFact = (typeof NUMBER_FACTS)[number]

export const COORDINATES = ['latitude', 'longitude'] as const
export type Coordinate = (typeof COORDINATES)[number]

/** A photo as the list names it: a path or address, what it shows, and where it was taken when the list says so. */
export interface Photo {
  readonly file: string
  readonly shows?: string
  readonly latitude?: number
  readonly longitude?: number
}

/** What a list says about a person, their house and their aid besides who they are; what is blank or unreadable is left out. */
export type Facts = { readonly [fact in TextFact]?: string } & {
  readonly [fact in NumberFact | Coordinate]?: number
} & {
  /** The programmes that the list says the person receives. */
  readonly receives?: readonly string[]
  readonly photos?: readonly Photo[]
}

/** A record's values alone, in the order of RECORD_FIELDS: without the names of the fields it takes half the room. */
export type PackedRecord = readonly string[]

export function packRecord(record: CanonicalRecord): PackedRecord {
  return RECORD_FIELDS.map((field) => record[field])
}

/** The record of a source from its values. */
export function unpackRecord(source: string, values: PackedRecord): CanonicalRecord {
  const record: Record<string, string> = { source }
  for (let at = 0; at < RECORD_FIELDS.length; at += 1) record[RECORD_FIELDS[at] ?? ''] = values[at] ?? ''
  return record as CanonicalRecord
}
