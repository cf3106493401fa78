import {
  type AreaCode,
  type AreaRegister,
  type AreaScheme,
  containingArea,
  parseAreaCode,
} from '../../domain/identity/areas/area.js'

/** The share of a batch's village codes that must be known in the other scheme before it overrides the profile's. */
const NEARLY_ALL = 0.9
const HARDLY_ANY = 0.1
/** A few codes are known in both schemes by chance: about two of ten BPS village codes. */
const FEWEST_DECISIVE_CODES = 10

/**
 * Detects the scheme of a batch's village codes. Returns the declared scheme unless nearly all codes are known in the
 * other one. In addition the codes must be many, or be unknown in the declared scheme within regencies that the register
 * has.
 */
export function detectAreaScheme(
  codes: Iterable<string>,
  declared: AreaScheme,
  register: AreaRegister | undefined,
): AreaScheme {
  if (register === undefined) return declared
  const distinct = new Set(codes)
  const other: AreaScheme = declared === 'bps' ? 'kemendagri' : 'bps'
  const knownShare = (scheme: AreaScheme) => shareOf(distinct, (code) => isKnown(code, scheme, register))
  const declaredShare = knownShare(declared)
  if (distinct.size === 0 || declaredShare >= NEARLY_ALL || knownShare(other) < NEARLY_ALL) return declared
  const isDeclaredRefuted =
    declaredShare < HARDLY_ANY && shareOf(distinct, (code) => isRefuted(code, declared, register)) >= NEARLY_ALL
  return distinct.size >= FEWEST_DECISIVE_CODES || isDeclaredRefuted ? other : declared
}

/** From so many codes on the scheme is decided, whatever their shares. */
const MANY_CODES = 200
/** Fewer than these are known in the other scheme by chance. */
const SURELY_DECLARED = 0.5

/**
 * The scheme that codes tell; undefined where they are too few, or fit neither scheme well enough. Unlike a guess it is kept
 * for all later batches of the source.
 */
export function tellAreaScheme(
  codes: readonly string[],
  declared: AreaScheme,
  register: AreaRegister,
): AreaScheme | undefined {
  const detected = detectAreaScheme(codes, declared, register)
  if (detected !== declared) return detected
  const distinct = new Set(codes)
  if (distinct.size < FEWEST_DECISIVE_CODES) return undefined
  const other: AreaScheme = declared === 'bps' ? 'kemendagri' : 'bps'
  const otherShare = shareOf(distinct, (code) => isKnown(code, other, register))
  return distinct.size >= MANY_CODES || otherShare < SURELY_DECLARED ? declared : undefined
}

function shareOf(codes: ReadonlySet<string>, holds: (code: string) => boolean): number {
  let count = 0
  for (const code of codes) if (holds(code)) count++
  return codes.size === 0 ? 0 : count / codes.size
}

/** Known down to its kecamatan, since villages are renumbered and split too often. */
function isKnown(code: string, scheme: AreaScheme, register: AreaRegister): boolean {
  const district = districtOf(code, scheme)
  if (district === undefined) return false
  if (scheme === 'bps') return register.toKemendagri(district) !== undefined
  return register.nameOf(district) !== undefined
}

/** Unknown although the register has the regency that contains the code. */
function isRefuted(code: string, scheme: AreaScheme, register: AreaRegister): boolean {
  const village = parseAreaCode(code, scheme)
  if (village === undefined) return true
  const regency = containingArea(village, 'regency')
  const knowsRegency = regency !== undefined && register.toKemendagri(regency) !== undefined
  return knowsRegency && !isKnown(code, scheme, register)
}

function districtOf<Scheme extends AreaScheme>(code: string, scheme: Scheme): AreaCode<Scheme> | undefined {
  const village = parseAreaCode(code, scheme)
  return village === undefined ? undefined : containingArea(village, 'district')
}
