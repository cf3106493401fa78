/** Groups of a code by which it names a regency, and the length of the next one in a code of BPS. */
const REGENCY = 2
const BPS_DISTRICT_DIGITS = 3

/**
 * The dotted code of the smallest area that holds all of these villages; undefined where one is not known or nothing holds
 * them all. A regency is only given by its Kemendagri code, since in BPS codes (2.2.3.3) the same number is another regency;
 * so of villages in several BPS districts, or in codes of both schemes, at most the province is common.
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
