/** The number of groups in the code of a regency. */
const REGENCY = 2
/** The length of the third group in a code of BPS. */
const BPS_DISTRICT_DIGITS = 3

/**
 * Returns the dotted code of the smallest area that contains all of these villages; undefined if a village is not known or no
 * area contains them all. A regency is only returned by its Kemendagri code, because in BPS codes (2.2.3.3) the same number is
 * another regency. So villages in several BPS districts, or in codes of both schemes, have at most the province in common.
 */
export function commonArea(villages: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = villages.map((village) => village?.split('.') ?? [])
  if (first === undefined) return undefined
  let common: readonly string[] = first
  for (const groups of others) {
    const apart = common.findIndex((group, at) => group !== groups[at])
    if (apart >= 0) common = common.slice(0, apart)
    if (common.length === REGENCY && (isOfBps(first) || isOfBps(groups))) common = common.slice(0, 1)
    if (isOfBps(first) !== isOfBps(groups)) common = common.slice(0, 1)
  }
  return common.length === 0 ? undefined : common.join('.')
}

function isOfBps(groups: readonly string[]): boolean {
  return groups[REGENCY]?.length === BPS_DISTRICT_DIGITS
}
