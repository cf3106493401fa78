/** What a source can be trusted for. `address` covers the whole place, `house` the facts about the building. */
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

/**
 * Trust from which a source is an authority, such as the population register: its sound values win over those of other
 * sources.
 */
export const AUTHORITY = 90

/** Returns the trust of sources by their codes; `DEFAULT_TRUST` for unknown sources and fields. */
export function trustBySource(trusts: ReadonlyMap<string, Trust>): TrustOf {
  return (source, field) => trusts.get(source)?.[field] ?? DEFAULT_TRUST
}
