import { parseAddress } from '../../identity/areas/address.js'
import type { RegistryRecord } from '../records/registry-record.js'

/** Gives the village code as the list has it, or ''. */
export function villageOf({ record }: RegistryRecord): string {
  return record.village_code.trim()
}

/** Gives the house by street, number, RT and RW, or '' without a street. */
export function houseOf({ record }: RegistryRecord): string {
  const { street, number, rt, rw } = parseAddress(record.address, record)
  return street === '' ? '' : [street, number, rt, rw].join('/')
}

/** Gives the scheme of a village code: the shape of a dotted code tells it. */
export function schemeOf(village: string): string {
  return village.replace(/\d/g, '0')
}

/**
 * Whether one list has two records in two places: in villages that differ, and in houses that do, since the village alone
 * may be wrong in one row.
 */
export function areApart(a: RegistryRecord, b: RegistryRecord): boolean {
  const [villageOfA, villageOfB] = [villageOf(a), villageOf(b)]
  if (villageOfA === villageOfB || schemeOf(villageOfA) !== schemeOf(villageOfB)) return false
  const houseOfA = houseOf(a)
  return houseOfA === '' || houseOfA !== houseOf(b)
}
