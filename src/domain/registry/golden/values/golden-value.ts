import type { Absence } from '../../records/presence.js'

/** The fields with one golden value a person. */
export const GOLDEN_FIELDS = [
  'name',
  'nik',
  'kk',
  'birth_date',
  'sex',
  'birthplace',
  'mother_name',
  'address',
  'rt',
  'rw',
  'village_code',
  'phone',
  'relation',
  'deceased',
] as const
export type GoldenField = (typeof GOLDEN_FIELDS)[number]

/**
 * The value of a person for one field. `record` is the record it came from; undefined if a judgement gave a value that
 * no record has. `others` are the records with another value. `doubtful` marks a value that is the best available but
 * partial, a default day, abbreviated, or a NIK that its own record contradicts.
 */
export interface GoldenValue {
  readonly value: string
  readonly record?: string
  readonly others?: readonly string[]
  readonly doubtful?: true
  /** The id of the judgement that decided the value. */
  readonly judgement?: string
}

/** A NIK that the person had before, or has besides the current one. */
export interface FormerNik {
  readonly value: string
  readonly record: string
}

/** Why the person does not live where the register has it, by which record. */
export interface GoldenAbsence {
  readonly value: Absence
  readonly record: string
}

/**
 * A person's golden values; fields without a value are left out. `birth_date` is ISO with unknown parts left off;
 * `relation` is a value of `Relation`; `deceased` is `yes` or `no`, and `no` only if a source states it.
 */
export type GoldenPerson = { readonly [field in GoldenField]?: GoldenValue } & {
  readonly former_niks?: readonly FormerNik[]
  readonly absence?: GoldenAbsence
}
