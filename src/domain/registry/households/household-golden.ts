import { groupBy } from '../../group-by.js'
import { villageOf } from './household-place.js'
import { compareClaims, type PersonClaims, type FamilyClaim } from './person-claims.js'
import { byKey, type RegistryRecord } from '../records/registry-record.js'

/** The value of a household, and a record that has it. */
export interface HouseholdValue {
  readonly value: string
  readonly record: RegistryRecord
}

/**
 * Returns the KK of a household: the KK of its key, otherwise the most frequent KK among the members' strongest claims.
 * Undefined if no record has a KK.
 */
export function goldenKk(members: readonly PersonClaims[], key: string): HouseholdValue | undefined {
  const under = members.flatMap(({ claims }) => claims.filter(({ kk, household }) => kk !== '' && household === key))
  const [best] = under.sort(compareClaims)
  if (best !== undefined) return { value: best.kk, record: best.record }
  return valueOfStrongest(members, ({ kk }) => kk)
}

/**
 * Returns the most frequent village code among the members' strongest claims, otherwise the first in any record.
 * Undefined if there is none.
 */
export function goldenArea(members: readonly PersonClaims[]): HouseholdValue | undefined {
  const found = valueOfStrongest(members, ({ record }) => villageOf(record))
  if (found !== undefined) return found
  const records = members.flatMap((member) => member.records).sort(byKey)
  const record = records.find((other) => villageOf(other) !== '')
  return record === undefined ? undefined : { value: villageOf(record), record }
}

/** Each member contributes its best claim with a value; of these only the strongest are counted. */
function valueOfStrongest(
  members: readonly PersonClaims[],
  valueOf: (claim: FamilyClaim) => string,
): HouseholdValue | undefined {
  const candidates = members
    .flatMap(({ claims }) => claims.find((claim) => valueOf(claim) !== '') ?? [])
    .sort(compareClaims)
  const strongest = candidates.filter(({ strength }) => strength === candidates[0]?.strength)
  const byValue = groupBy(strongest, valueOf)
  // The sort is stable: of equally frequent values, the one of the better claim comes first.
  const [winner] = [...byValue].sort(([, a], [, b]) => b.length - a.length)
  const [claim] = winner?.[1] ?? []
  return claim === undefined ? undefined : { value: valueOf(claim), record: claim.record }
}
