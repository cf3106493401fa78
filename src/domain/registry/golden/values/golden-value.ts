/** The fields of which a person shows one value. */
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
 * The value that a person shows for a field. `record` is the record it came from, missing where a judgement gave a value
 * that no record has; `others` are the records that say something else; `doubtful`: the best there is, but partial,
 * a default day, abbreviated, or a NIK that its own record contradicts.
 */
export interface GoldenValue {
  readonly value: string
  readonly record?: string
  readonly others?: readonly string[]
  readonly doubtful?: true
  /** The judgement that decided, by its id. */
  readonly judgement?: string
}

/** A number that the person had, or has besides the one in force. */
export interface FormerNik {
  readonly value: string
  readonly record: string
}

/**
 * A person's golden values; what nobody says is left out. `birth_date` is ISO, with unknown parts left off; `relation` is
 * a word of `Relation`; `deceased` is `yes` or `no`, the latter only where a list says so.
 */
export type GoldenPerson = { readonly [field in GoldenField]?: GoldenValue } & {
  readonly former_niks?: readonly FormerNik[]
}
