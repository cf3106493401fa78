/** What a source can be trusted for, each by itself: `address` stands for the whole place, `house` for what the house is like. */
export const TRUST_FIELDS = [
  'name',
  'nik',
  'kk',
  'birth_date',
  'sex',
  'birthplace',
  'mother_name',
  'address',
  'phone',
  'relation',
  'deceased',
  'house',
  'desil',
] as const
export type TrustField = (typeof TRUST_FIELDS)[number]

/** Trust by field, 0 to 100; a field that is left out has `DEFAULT_TRUST`. */
export type Trust = { readonly [field in TrustField]?: number | undefined }

/** How far a source is trusted for a field, 0 to 100. */
export type TrustOf = (source: string, field: TrustField) => number

export const DEFAULT_TRUST = 50

/** From here on a source decides: a sound value of its own is not weighed against the others' (the population register). */
export const AUTHORITY = 90

/** The trust of sources by their codes; a source that is not known is trusted as much as one that says nothing of its trust. */
export function trustBySource(trusts: ReadonlyMap<string, Trust>): TrustOf {
  return (source, field) => trusts.get(source)?.[field] ?? DEFAULT_TRUST
}
