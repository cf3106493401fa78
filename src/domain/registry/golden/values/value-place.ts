import { isBlankValue } from '../../../identity/blank-value.js'
import { presentVillage } from '../../../identity/areas/area.js'
import { mendText } from '../../../identity/names/mended-text.js'
import { parsePhone } from '../../../identity/numbers/phone.js'
import { parseRelation, type Relation } from '../../../identity/relation.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Reading } from './value-candidate.js'

/** A full village code in the groups of Kemendagri or BPS. */
const VILLAGE = /^\d\d\.\d\d\.(?:\d\d\.\d{4}|\d{3}\.\d{3})$/

/**
 * Returns the village code of a record, dotted so that its groups show the scheme. A code that is no full village code
 * is not sound.
 */
export function readVillage({ source }: ParsedRecord): Reading | undefined {
  const code = presentVillage(source.record.village_code)
  if (code === '') return undefined
  return { value: code, key: code, sound: VILLAGE.test(code), confirmation: 0 }
}

/** Returns a part of the address within the village. It is not sound if the record is of another village. */
export function readInVillage(
  { source }: ParsedRecord,
  field: 'address' | 'rt' | 'rw',
  village: string,
): Reading | undefined {
  const value = shownText(source.record[field])
  if (value === '') return undefined
  return {
    value,
    key: value,
    sound: village === '' || presentVillage(source.record.village_code) === village,
    confirmation: 0,
  }
}

/** Abbreviations of towns have three letters (PLG for Palembang). */
const SHORTEST_BIRTHPLACE = 4

const KIND_OF_AREA = /^(?:KAB|KABUPATEN|KOTA|KOTAMADYA|KEC|DESA)[. ]+/
const NOT_A_LETTER = /[^A-Z]+/g

/** Returns the birthplace of a record. KAB., KOTA, spaces and dots are ignored in comparison. */
export function readBirthplace({ source }: ParsedRecord): Reading | undefined {
  const value = shownText(source.record.birthplace)
  if (value === '') return undefined
  const key = value.replace(KIND_OF_AREA, '').replace(NOT_A_LETTER, '')
  return { value, key, sound: key.length >= SHORTEST_BIRTHPLACE, confirmation: 0 }
}

/** Returns the phone number of a record in national form. */
export function readPhone({ source }: ParsedRecord): Reading | undefined {
  const value = parsePhone(source.record.phone)
  return value === '' ? undefined : { value, key: value, sound: true, confirmation: 0 }
}

/**
 * Returns the relation to the head of the family. It is not sound if the record is of another KK than the person's
 * golden KK.
 */
export function readRelation(record: ParsedRecord, kk: string): Reading | undefined {
  const value = relationOf(record.source.record.shdk)
  if (value === '') return undefined
  return { value, key: value, sound: kk === '' || record.kk.digits === kk, confirmation: 0 }
}

const MOST_LABELS = 1000
const RELATION_OF_LABEL = new Map<string, Relation | ''>()

/** Cached, because a source with a million records uses about a dozen labels. */
function relationOf(label: string): Relation | '' {
  if (label === '') return ''
  const known = RELATION_OF_LABEL.get(label)
  if (known !== undefined) return known
  const relation = parseRelation(label)
  if (RELATION_OF_LABEL.size < MOST_LABELS) RELATION_OF_LABEL.set(label, relation)
  return relation
}

const SPACES = /\s+/g

function shownText(original: string): string {
  if (original === '') return ''
  const text = mendText(original).trim().toUpperCase()
  if (text.length < 8 && !isPlainNumber(text) && isBlankValue(text)) return ''
  return text.includes('  ') ? text.replace(SPACES, ' ') : text
}

function isPlainNumber(text: string): boolean {
  const first = text.charCodeAt(0)
  return first >= 48 && first <= 57 && text !== '0'
}
