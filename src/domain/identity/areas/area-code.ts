import { presentCode } from './ended-codes.js'

/** The two systems of area codes. Their ten-digit village codes look alike but mean different villages. */
export type AreaScheme = 'kemendagri' | 'bps'

export const AREA_LEVELS = ['province', 'regency', 'district', 'village'] as const
export type AreaLevel = (typeof AREA_LEVELS)[number]

/** The code of an area in one scheme, digits only. The type keeps codes of the two schemes apart at compile time. */
export interface AreaCode<Scheme extends AreaScheme = AreaScheme> {
  scheme: Scheme
  code: string
  level: AreaLevel
}

/** Knows which kecamatan codes (6 digits, as in a NIK) and province prefixes exist. */
export interface RegionRegister {
  statusOf(code6: string): 'current' | 'retired' | 'unknown'
  hasProvince(code2: string): boolean
}

/** The names of a village and the areas above it in a source. */
export interface VillageNames {
  village: string
  district?: string
  regency?: string
  province?: string
}

/** The known areas in Kemendagri codes, with look-up by names and by BPS codes. */
export interface AreaRegister extends RegionRegister {
  nameOf(code: AreaCode): string | undefined
  findVillage(names: VillageNames): AreaCode<'kemendagri'> | undefined
  toKemendagri(code: AreaCode): AreaCode<'kemendagri'> | undefined
}

/** Digits added by each level: 2+2+2+4 for Kemendagri, 2+2+3+3 for BPS. */
const GROUPS: Record<AreaScheme, readonly number[]> = { kemendagri: [2, 2, 2, 4], bps: [2, 2, 3, 3] }
const LENGTHS: Record<AreaScheme, readonly number[]> = { kemendagri: [2, 4, 6, 10], bps: [2, 4, 7, 10] }

const WRAPPING = /[\s'"=‘’]+|\.0$/g
const BETWEEN_GROUPS = /[.\-/]/
const DIGITS_ONLY = /^\d+$/
const ZERO_GROUP = /^0+$/
const LONGEST_CODE = 10
const KEMENDAGRI_VILLAGE_KIND_AT = 6

/**
 * Parses an area code, dotted or not, in the scheme of its source. A Kemendagri code that ended with its regency becomes the
 * present one, so that a village has one code. Returns undefined if the groups do not fit the scheme: a BPS code with its
 * three-digit kecamatan is never read as a Kemendagri code.
 */
export function parseAreaCode<Scheme extends AreaScheme>(
  original: string,
  scheme: Scheme,
): AreaCode<Scheme> | undefined {
  const code = isPlainDigits(original) ? original : joinGroups(original, GROUPS[scheme])
  if (code === undefined) return undefined
  const level = AREA_LEVELS[LENGTHS[scheme].indexOf(code.length)]
  if (level === undefined || hasZeroGroup(code, GROUPS[scheme])) return undefined
  if (scheme !== 'kemendagri') return { scheme, code, level }
  return level === 'village' && !isKemendagriVillage(code) ? undefined : { scheme, code: presentCode(code), level }
}

function isPlainDigits(text: string): boolean {
  if (text.length < 2 || text.length > LONGEST_CODE) return false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return true
}

function joinGroups(original: string, lengths: readonly number[]): string | undefined {
  const groups = original.replace(WRAPPING, '').split(BETWEEN_GROUPS)
  if (!groups.every((group) => DIGITS_ONLY.test(group))) return undefined
  if (groups.length > 1 && groups.some((group, index) => group.length !== lengths[index])) return undefined
  return groups.join('')
}

function hasZeroGroup(code: string, lengths: readonly number[]): boolean {
  let from = 0
  for (const length of lengths) {
    if (from >= code.length) return false
    if (ZERO_GROUP.test(code.slice(from, from + length))) return true
    from += length
  }
  return false
}

/** Kemendagri numbers kelurahan from 1001, desa from 2001 and adat villages from 3001; BPS villages seldom fit that. */
function isKemendagriVillage(code: string): boolean {
  const kind = code.charAt(KEMENDAGRI_VILLAGE_KIND_AT)
  return kind === '1' || kind === '2' || kind === '3'
}

/**
 * Returns the area of the given level that contains the area, or the area itself. Undefined if the area is larger than
 * the level.
 */
export function containingArea<Scheme extends AreaScheme>(
  area: AreaCode<Scheme>,
  level: AreaLevel,
): AreaCode<Scheme> | undefined {
  const index = AREA_LEVELS.indexOf(level)
  if (index > AREA_LEVELS.indexOf(area.level)) return undefined
  return { scheme: area.scheme, code: area.code.slice(0, LENGTHS[area.scheme][index]), level }
}
