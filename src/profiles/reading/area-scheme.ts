import {
  type AreaCode,
  type AreaRegister,
  type AreaScheme,
  containingArea,
  parseAreaCode,
} from '../../domain/identity/areas/area.js'

/** So large a part of a delivery's villages must be known in a scheme before the list's own word is set aside. */
const NEARLY_ALL = 0.9
const HARDLY_ANY = 0.1
/** A few codes can be known in both schemes by chance; of ten villages of a BPS list only two or so are. */
const FEWEST_TELLING_CODES = 10

/**
 * Says in which scheme the village codes of a delivery are. What the profile declares holds unless nearly all codes are
 * known in the other scheme, and are either many or unknown in the declared one where the register knows its regencies.
 */
export function decideAreaScheme(
  codes: Iterable<string>,
  declared: AreaScheme,
  register: AreaRegister | undefined,
): AreaScheme {
  if (register === undefined) return declared
  const distinct = new Set(codes)
  const other: AreaScheme = declared === 'bps' ? 'kemendagri' : 'bps'
  const known = (scheme: AreaScheme) => shareOf(distinct, (code) => isKnown(code, scheme, register))
  const here = known(declared)
  if (distinct.size === 0 || here >= NEARLY_ALL || known(other) < NEARLY_ALL) return declared
  const refuted = shareOf(distinct, (code) => isRefuted(code, declared, register)) >= NEARLY_ALL
  return distinct.size >= FEWEST_TELLING_CODES || (here < HARDLY_ANY && refuted) ? other : declared
}

function shareOf(codes: ReadonlySet<string>, holds: (code: string) => boolean): number {
  let count = 0
  for (const code of codes) if (holds(code)) count++
  return codes.size === 0 ? 0 : count / codes.size
}

/** Known down to its kecamatan: villages are renumbered and split too often to expect each of them. */
function isKnown(code: string, scheme: AreaScheme, register: AreaRegister): boolean {
  const district = districtOf(code, scheme)
  if (district === undefined) return false
  if (scheme === 'bps') return register.toKemendagri(district) !== undefined
  return register.statusOf(district.code) !== 'unknown'
}

/** Unknown although the register knows the regency that the code would lie in. */
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
