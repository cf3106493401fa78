/** A whole Kemendagri code has its third dot here, a BPS code a digit: its kecamatan has three digits. */
const END_OF_KEMENDAGRI_DISTRICT = 8
const LENGTH_OF_REGENCY = 5

/** The beginning of area codes, dotted, or undefined for everywhere. */
export type AreaPrefix = string | undefined

/**
 * Whether a dotted area code lies in an area. A province or regency is meant by its Kemendagri code: the same digits are
 * another regency's in the codes of BPS, so a BPS village lies only in an area that is written as BPS does. What has no
 * code lies in no area.
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

/** Where somebody may be looked for; undefined where the area that is asked for and the one that is allowed are apart. */
export function narrowerArea(asked: AreaPrefix, allowed: AreaPrefix): { readonly area: AreaPrefix } | undefined {
  if (liesIn(asked, allowed)) return { area: asked }
  if (asked === undefined) return { area: allowed }
  return liesIn(allowed, asked) ? { area: allowed } : undefined
}

const PLAIN = /^\d{2}(?:\d{2}(?:\d{2}(?:\d{4})?)?)?$/
const DOTTED = /^\d{2}(?:\.\d{2}(?:\.(?:\d{2}(?:\.\d{4})?|\d{3}(?:\.\d{3})?))?)?$/

/** Reads the beginning of an area code, dotted or as Kemendagri digits, into its dotted form; undefined where it is none. */
export function readAreaPrefix(text: string): string | undefined {
  if (DOTTED.test(text)) return text
  if (!PLAIN.test(text)) return undefined
  return [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6), text.slice(6)].filter((group) => group !== '').join('.')
}
