/** The columns of a canonical record that a profile can fill, in the order in which they are written. */
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
 * One person as one source has it; all values are text. `dob` is ISO if it was read without a guess, otherwise as
 * received. `sex` is L, P or ''. `village_code` is dotted, so that its groups (2.2.2.4 or 2.2.3.3) show the scheme.
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

/** A photo as the source names it: a path or address, what it shows, and where it was taken if the source states it. */
export interface Photo {
  readonly file: string
  readonly shows?: string
  readonly latitude?: number
  readonly longitude?: number
}

export const FUTURE_FIELDS = ['dob', 'list_year', 'period'] as const
export type FutureField = (typeof FUTURE_FIELDS)[number]

/**
 * What a source states about a person, its house and its aid besides the person's identity. Blank or unreadable values
 * are left out.
 */
export type Facts = { readonly [fact in TextFact]?: string } & {
  readonly [fact in NumberFact | Coordinate]?: number
} & {
  /** The programmes that the person receives according to the source. */
  readonly receives?: readonly string[]
  readonly photos?: readonly Photo[]
  /** The NIKs that earlier versions of the record had, before its source corrected them; of 16 digits. */
  readonly former_niks?: readonly string[]
  /** Fields that lay in the future when the row was received. */
  readonly future?: readonly FutureField[]
}

/** The values of a record in the order of RECORD_FIELDS. Without the names of the fields it takes half the space. */
export type PackedRecord = readonly string[]

export function packRecord(record: CanonicalRecord): PackedRecord {
  return RECORD_FIELDS.map((field) => record[field])
}

/** Rebuilds a record of a source from its values. */
export function unpackRecord(source: string, values: PackedRecord): CanonicalRecord {
  const record: Record<string, string> = { source }
  for (let at = 0; at < RECORD_FIELDS.length; at += 1) record[RECORD_FIELDS[at] ?? ''] = values[at] ?? ''
  return record as CanonicalRecord
}
