/**
 * The dotted code of the smallest area that holds all of these villages; undefined where one is not known or nothing holds
 * them all. Of codes of both schemes (2.2.2.4 and 2.2.3.3) at most the province is common: the same number is another
 * regency in the other scheme.
 */
export function commonArea(villages: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = villages.map((village) => village?.split('.') ?? [])
  if (first === undefined) return undefined
  let common = first
  for (const groups of others) {
    const isOneScheme = first[2]?.length === groups[2]?.length
    const apart = common.findIndex((group, at) => group !== groups[at] || (at > 0 && !isOneScheme))
    if (apart >= 0) common = common.slice(0, apart)
  }
  return common.length === 0 ? undefined : common.join('.')
}
