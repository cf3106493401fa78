import { parseAddress } from '../../identity/areas/address.js'
import { presentVillage } from '../../identity/areas/area.js'
import type { RegistryRecord } from '../records/registry-record.js'

/** Returns the present code of the village, or ''. */
export function villageOf({ record }: RegistryRecord): string {
  return presentVillage(record.village_code.trim())
}

/** Returns a key of the house by street, number, RT and RW; '' without a street. */
export function houseOf({ record }: RegistryRecord): string {
  const { street, number, rt, rw } = parseAddress(record.address, record)
  return street === '' ? '' : [street, number, rt, rw].join('/')
}

/** Returns the scheme of a village code, which shows in the shape of a dotted code. */
export function schemeOf(village: string): string {
  return village.replace(/\d/g, '0')
}

/**
 * Whether two records of one source are in two places: both village and house differ. The village alone may be wrong in
 * one record.
 */
export function areApart(a: RegistryRecord, b: RegistryRecord): boolean {
  const [villageOfA, villageOfB] = [villageOf(a), villageOf(b)]
  if (villageOfA === villageOfB || schemeOf(villageOfA) !== schemeOf(villageOfB)) return false
  const houseOfA = houseOf(a)
  return houseOfA === '' || houseOfA !== houseOf(b)
}
