import { isSixteenDigits } from '../../../domain/identity/numbers/registration-number.js'
import type { CanonicalRecord } from '../../../domain/registry/records/canonical-record.js'

const FAMILY_BITS = 20
const FAMILY_MASK = (1 << FAMILY_BITS) - 1
/** Kemendagri village codes are dotted 2.2.2.4, those of BPS 2.2.3.3. */
const KEMENDAGRI_VILLAGE = /^\d\d\.\d\d\.\d\d\.\d{4}$/
const VILLAGE_DIGITS = 10
const DISTRICT_DIGITS = 6
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/**
 * Returns the position of a record in the order of linking, a number below 2^54 as text. It sorts by village, then by
 * family, so that one pass takes the records of a family from every source. Without a village the district that issued the
 * KK applies; a record without a family has a position of its own.
 */
export function localityOf(record: CanonicalRecord): string {
  const kk = record.kk.trim()
  const hasKk = isSixteenDigits(kk)
  const family = hasKk ? kk : record.household_ref === '' ? record.source_key : record.household_ref
  return (
    (villageOf(record.village_code, hasKk ? kk : '') << BigInt(FAMILY_BITS)) |
    BigInt(familyBits(family))
  ).toString()
}

let lastVillage = { code: '', number: 0n }

/** Rows of one village usually follow each other, so the last one is cached. */
function villageOf(code: string, kk: string): bigint {
  if (!KEMENDAGRI_VILLAGE.test(code))
    return kk === '' ? 0n : BigInt(kk.slice(0, DISTRICT_DIGITS).padEnd(VILLAGE_DIGITS, '0'))
  if (lastVillage.code !== code) lastVillage = { code, number: BigInt(code.replaceAll('.', '')) }
  return lastVillage.number
}

function familyBits(family: string): number {
  let hash = FNV_OFFSET
  for (let at = 0; at < family.length; at++) hash = Math.imul(hash ^ family.charCodeAt(at), FNV_PRIME)
  return (hash ^ (hash >>> FAMILY_BITS)) & FAMILY_MASK
}
