import { parseBirthDate, partialDateNumber } from '../../identity/dates/birth-date.js'
import { parseKk } from '../../identity/numbers/kk.js'
import { parseName } from '../../identity/names/name.js'
import { parseNik } from '../../identity/numbers/nik.js'
import { parseRelation } from '../../identity/relation.js'
import { parseSex } from '../../identity/sex.js'
import { hashText } from '../../linkage/features/hash.js'
import type { GoldenField } from '../golden/values/golden-value.js'
import type { RegistryRecord } from '../records/registry-record.js'
import { readField } from '../golden/survivorship-fields.js'
import { ParsedRecord } from '../golden/values/survivorship-record.js'
import { keyOfValue } from '../golden/values/value-agreement.js'

/**
 * What two records say of who they are (name, NIK, KK, birth date, sex, mother's name): a short hash of each, in any
 * order. A change of case, spaces or titles is none, nor is one filler for another.
 */
export function pairBasis(records: readonly RegistryRecord[]): string {
  return basisOfParts(records.map(({ id, record }) => [id, ...identityOf(record)]))
}

/** What two records say of the family and place that they live in: KK, the list's own reference, relation, village. */
export function householdBasis(records: readonly RegistryRecord[]): string {
  return basisOfParts(
    records.map(({ id, record }) => [
      id,
      carriedDigits(parseKk(record.kk)),
      record.household_ref.trim(),
      parseRelation(record.shdk),
      record.village_code,
    ]),
  )
}

/** The different values that a person's records have for a field, and the one judged right: a short hash of each. */
export function valueBasis(records: readonly RegistryRecord[], field: GoldenField, judged?: string): string {
  const keys = records.flatMap((record) => readField(new ParsedRecord(record), field, NOTHING_KNOWN)?.key ?? [])
  if (judged !== undefined) keys.push(keyOfValue(field, judged))
  return basisOfParts(keys.map((key) => [field, key]))
}

/** The key of a reading does not depend on the other golden values. */
const NOTHING_KNOWN = { nik: '', kk: '', village: '' }

function identityOf(record: RegistryRecord['record']): readonly string[] {
  return [
    nameOf(record.name),
    carriedDigits(parseNik(record.nik)),
    carriedDigits(parseKk(record.kk)),
    String(partialDateNumber(parseBirthDate(record.dob))),
    parseSex(record.sex),
    nameOf(record.mother_name),
  ]
}

function nameOf(original: string): string {
  const { tokens, father, aliases, newbornOf } = parseName(original)
  return [tokens, father, ...aliases, newbornOf].map((part) => part.join(' ')).join('/')
}

/** Fillers are many and say nothing. */
function carriedDigits({ status, digits }: { readonly status: string; readonly digits: string }): string {
  return status === 'valid' || status === 'damaged' ? digits : ''
}

function basisOfParts(parts: readonly (readonly string[])[]): string {
  const hashes = new Set(parts.map((part) => hashOf(part.join('\0'))))
  return [...hashes].sort().join(' ')
}

/** 64 bits: with 32, among a million judgements some change would go unseen. */
function hashOf(text: string): string {
  return hex(hashText(text)) + hex(hashText(`again ${text}`))
}

function hex(hash: number): string {
  return hash.toString(16).padStart(8, '0')
}
