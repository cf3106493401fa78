import { groupBy } from '../../group-by.js'
import { compareClaims, type PersonClaims, type FamilyClaim } from './person-claims.js'
import { byKey, type RegistryRecord } from '../records/registry-record.js'

/** The value that a household shows, and a record that has it. */
export interface HouseholdValue {
  readonly value: string
  readonly record: RegistryRecord
}

/**
 * Gives the KK of a household: the one its members are gathered under, else that of most of those whose word is strongest.
 * Undefined where no list has one.
 */
export function goldenKk(members: readonly PersonClaims[], key: string): HouseholdValue | undefined {
  const under = members.flatMap(({ claims }) => claims.filter(({ kk, household }) => kk !== '' && household === key))
  const [best] = under.sort(compareClaims)
  if (best !== undefined) return { value: best.kk, record: best.record }
  return valueOfStrongest(members, ({ kk }) => kk)
}

/** Gives the village code of a household by most of those whose word is strongest, or undefined. */
export function goldenArea(members: readonly PersonClaims[]): HouseholdValue | undefined {
  const found = valueOfStrongest(members, ({ record }) => record.record.village_code.trim())
  if (found !== undefined) return found
  const records = members.flatMap((member) => member.records).sort(byKey)
  const record = records.find((other) => other.record.village_code.trim() !== '')
  return record === undefined ? undefined : { value: record.record.village_code.trim(), record }
}

/** Each member speaks once, by their best stay that has the value; only the strongest of these are counted. */
function valueOfStrongest(
  members: readonly PersonClaims[],
  valueOf: (claim: FamilyClaim) => string,
): HouseholdValue | undefined {
  const candidates = members
    .flatMap(({ claims }) => claims.find((claim) => valueOf(claim) !== '') ?? [])
    .sort(compareClaims)
  const strongest = candidates.filter(({ strength }) => strength === candidates[0]?.strength)
  const byValue = groupBy(strongest, valueOf)
  // Sorting keeps the order of equals: on equal voices the better stay stands first.
  const [winner] = [...byValue].sort(([, a], [, b]) => b.length - a.length)
  const [claim] = winner?.[1] ?? []
  return claim === undefined ? undefined : { value: valueOf(claim), record: claim.record }
}
