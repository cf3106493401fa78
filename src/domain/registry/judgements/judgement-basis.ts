import { presentVillage } from '../../identity/areas/area.js'
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
 * Returns a basis of a pair judgement: one short hash of the identity of each record (name, NIK, KK, birth date, sex,
 * mother's name), in any order of the records. Changes of case, spaces, titles or placeholders do not alter it.
 */
export function pairBasis(records: readonly RegistryRecord[]): string {
  return basisOfParts(records.map(({ id, record }) => [id, ...identityOf(record)]))
}

/**
 * Returns the basis of a household judgement: one short hash of KK, household reference, relation and village of each
 * record.
 */
export function householdBasis(records: readonly RegistryRecord[]): string {
  return basisOfParts(
    records.map(({ id, record }) => [
      id,
      carriedDigits(parseKk(record.kk)),
      record.household_ref.trim(),
      parseRelation(record.shdk),
      presentVillage(record.village_code),
    ]),
  )
}

/**
 * Returns the basis of a value judgement: a short hash of each distinct value of the records for the field, and of the
 * judged value.
 */
export function valueBasis(records: readonly RegistryRecord[], field: GoldenField, judged?: string): string {
  const keys = records.flatMap((record) => readField(new ParsedRecord(record), field, NOTHING_KNOWN)?.key ?? [])
  if (judged !== undefined) keys.push(keyOfValue(field, judged))
  return basisOfParts(keys.map((key) => [field, key]))
}

/** Keys of readings do not depend on other golden values. */
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

/** Returns '' for placeholders, which carry no information. */
function carriedDigits({ status, digits }: { readonly status: string; readonly digits: string }): string {
  return status === 'valid' || status === 'damaged' ? digits : ''
}

function basisOfParts(parts: readonly (readonly string[])[]): string {
  const hashes = new Set(parts.map((part) => hashOf(part.join('\0'))))
  return [...hashes].sort().join(' ')
}

/** 64 bits: with 32, a collision would hide a change among a million judgements. */
function hashOf(text: string): string {
  return hex(hashText(text)) + hex(hashText(`again ${text}`))
}

function hex(hash: number): string {
  return hash.toString(16).padStart(8, '0')
}
