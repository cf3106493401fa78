import { isBlankValue } from '../../../identity/blank-value.js'
import { parsePhone } from '../../../identity/numbers/phone.js'
import { parseRelation, type Relation } from '../../../identity/relation.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Reading } from './value-candidate.js'

/** A whole village code in the groups of Kemendagri or BPS. */
const VILLAGE = /^\d\d\.\d\d\.(?:\d\d\.\d{4}|\d{3}\.\d{3})$/

/** The village of a record, dotted so that its groups tell the scheme; a code that is no village's is not sound. */
export function readVillage({ source }: ParsedRecord): Reading | undefined {
  const code = source.record.village_code
  if (code === '') return undefined
  return { value: code, key: code, sound: VILLAGE.test(code), confirmation: 0 }
}

/** What a record says of the place within the village; a record of another village speaks of another place. */
export function readInVillage(
  { source }: ParsedRecord,
  field: 'address' | 'rt' | 'rw',
  village: string,
): Reading | undefined {
  const value = shownText(source.record[field])
  if (value === '') return undefined
  return { value, key: value, sound: village === '' || source.record.village_code === village, confirmation: 0 }
}

/** Abbreviations of towns have three letters (PLG for Palembang). */
const SHORTEST_BIRTHPLACE = 4

const KIND_OF_AREA = /^(?:KAB|KABUPATEN|KOTA|KOTAMADYA|KEC|DESA)[. ]+/
const NOT_A_LETTER = /[^A-Z]+/g

/** The birthplace of a record; KAB. and KOTA, spaces and dots make no other place. */
export function readBirthplace({ source }: ParsedRecord): Reading | undefined {
  const value = shownText(source.record.birthplace)
  if (value === '') return undefined
  const key = value.replace(KIND_OF_AREA, '').replace(NOT_A_LETTER, '')
  return { value, key, sound: key.length >= SHORTEST_BIRTHPLACE, confirmation: 0 }
}

/** The phone number of a record in its national form. */
export function readPhone({ source }: ParsedRecord): Reading | undefined {
  const value = parsePhone(source.record.phone)
  return value === '' ? undefined : { value, key: value, sound: true, confirmation: 0 }
}

/** How the person stands to the head; said of another family than the person's present one, it is not sound. */
export function readRelation(record: ParsedRecord, kk: string): Reading | undefined {
  const value = relationOf(record.source.record.shdk)
  if (value === '') return undefined
  return { value, key: value, sound: kk === '' || record.kk.digits === kk, confirmation: 0 }
}

const MOST_LABELS = 1000
const RELATION_OF_LABEL = new Map<string, Relation | ''>()

/** A list has a dozen labels for its million members. */
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
  const text = original.trim().toUpperCase()
  if (text.length < 8 && !isPlainNumber(text) && isBlankValue(text)) return ''
  return text.includes('  ') ? text.replace(SPACES, ' ') : text
}

function isPlainNumber(text: string): boolean {
  const first = text.charCodeAt(0)
  return first >= 48 && first <= 57 && text !== '0'
}
