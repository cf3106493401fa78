import { gatherBy } from './household-gathering.js'
import { compareStays, type Standing, type Stay } from './household-standing.js'
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
export function goldenKk(members: readonly Standing[], key: string): HouseholdValue | undefined {
  const under = members.flatMap(({ stays }) => stays.filter(({ kk, token }) => kk !== '' && token === key))
  const [best] = under.sort(compareStays)
  if (best !== undefined) return { value: best.kk, record: best.record }
  return valueOfStrongest(members, ({ kk }) => kk)
}

/** Gives the village code of a household by most of those whose word is strongest, or undefined. */
export function goldenArea(members: readonly Standing[]): HouseholdValue | undefined {
  const found = valueOfStrongest(members, ({ record }) => record.record.village_code.trim())
  if (found !== undefined) return found
  const records = members.flatMap((member) => member.records).sort(byKey)
  const record = records.find((other) => other.record.village_code.trim() !== '')
  return record === undefined ? undefined : { value: record.record.village_code.trim(), record }
}

/** Each member speaks once, by their best stay that has the value; only the strongest of these are counted. */
function valueOfStrongest(members: readonly Standing[], valueOf: (stay: Stay) => string): HouseholdValue | undefined {
  const voices = members.flatMap(({ stays }) => stays.find((stay) => valueOf(stay) !== '') ?? []).sort(compareStays)
  const strongest = voices.filter(({ strength }) => strength === voices[0]?.strength)
  const byValue = gatherBy(strongest, valueOf)
  // Sorting keeps the order of equals: on equal voices the better stay stands first.
  const [winner] = [...byValue].sort(([, a], [, b]) => b.length - a.length)
  const [stay] = winner?.[1] ?? []
  return stay === undefined ? undefined : { value: valueOf(stay), record: stay.record }
}
