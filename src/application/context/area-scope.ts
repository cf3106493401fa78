/** The index of the third dot in a whole Kemendagri code. A BPS code has a digit there: its kecamatan has three digits. */
const END_OF_KEMENDAGRI_DISTRICT = 8
const LENGTH_OF_REGENCY = 5

/** A prefix of dotted area codes; undefined for all areas. */
export type AreaPrefix = string | undefined

/**
 * Whether a dotted area code lies in an area. A prefix of a province or regency is a Kemendagri code. In the codes of BPS
 * the same digits are another regency, so a BPS village only lies in areas with a longer BPS prefix. A missing code lies in
 * no area.
 */
export function liesIn(areaCode: string | undefined, prefix: AreaPrefix): boolean {
  if (prefix === undefined || prefix === '') return true
  if (areaCode === undefined || areaCode === '') return false
  if (areaCode !== prefix && !areaCode.startsWith(`${prefix}.`)) return false
  return prefix.length > LENGTH_OF_REGENCY || isKemendagri(areaCode)
}

function isKemendagri(areaCode: string): boolean {
  return areaCode.length <= END_OF_KEMENDAGRI_DISTRICT || areaCode.charAt(END_OF_KEMENDAGRI_DISTRICT) === '.'
}

/** Returns the narrower of the requested and the allowed area; undefined if they do not overlap. */
export function narrowerArea(requested: AreaPrefix, allowed: AreaPrefix): { readonly area: AreaPrefix } | undefined {
  if (liesIn(requested, allowed)) return { area: requested }
  if (requested === undefined) return { area: allowed }
  return liesIn(allowed, requested) ? { area: allowed } : undefined
}

const PLAIN = /^\d{2}(?:\d{2}(?:\d{2}(?:\d{4})?)?)?$/
const DOTTED = /^\d{2}(?:\.\d{2}(?:\.(?:\d{2}(?:\.\d{4})?|\d{3}(?:\.\d{3})?))?)?$/

/**
 * Returns the dotted form of an area prefix that is dotted or written as Kemendagri digits; undefined if the text is neither.
 */
export function readAreaPrefix(text: string): string | undefined {
  if (DOTTED.test(text)) return text
  if (!PLAIN.test(text)) return undefined
  return [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6), text.slice(6)].filter((group) => group !== '').join('.')
}
