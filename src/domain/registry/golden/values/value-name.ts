import { isBlankValue } from '../../../identity/blank-value.js'
import { mendText } from '../../../identity/names/mended-text.js'
import type { ParsedName } from '../../../identity/names/name.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Candidate, Reading } from './value-candidate.js'
import { AUTHORITY } from '../../records/trust.js'

/** Returns the name of a record in capitals. A name with an initial, a note or a damaged letter is not sound. */
export function readName(record: ParsedRecord): Reading | undefined {
  return readParsed(record.source.record.name, record.name)
}

/** Returns the mother's name, read like the person's own. */
export function readMotherName(record: ParsedRecord): Reading | undefined {
  if (record.source.record.mother_name === '') return undefined
  return readParsed(record.source.record.mother_name, record.mother)
}

/** Possible beginnings of blank words such as BELUM ADA. Only names that match get the slower test. */
const MAY_BE_BLANK = /^(?:BELUM|BLM|DALAM|HILANG|KOSONG|LUPA|N$|NA|NI|NO|NU|PROSES|TAK|TDK|TIDAK|UN|X)/

function readParsed(original: string, name: ParsedName): Reading | undefined {
  const first = name.tokens[0]
  if (first === undefined || (MAY_BE_BLANK.test(first) && isBlankValue(original))) return undefined
  return {
    value: shownName(original),
    key: nameKey(name),
    sound: isWhole(mendText(original), name) && !LOST_LETTER.test(original),
    confirmation: isPlain(name) ? 0 : -1,
  }
}

const APOSTROPHE_IN_WORD = /(?<=\p{L})[’‘´`ʼʻʾʿ′＇](?=\p{L})/gu
const SPACES = /\s{2,}|[\t\n\r\u00a0]/
const EVERY_SPACE = /\s+/g

/** Returns a name as displayed: mended, in capitals, with single spaces and plain apostrophes. */
export function shownName(original: string): string {
  const text = mendText(original).replace(APOSTROPHE_IN_WORD, "'").trim().toUpperCase()
  return SPACES.test(text) ? text.replace(EVERY_SPACE, ' ') : text
}

/**
 * Returns the comparison key of a name. Names with equal keys differ only in titles, notes, abbreviations and spaces.
 */
export function nameKey({ tokens }: ParsedName): string {
  return tokens.length === 1 ? (tokens[0] ?? '') : tokens.join('')
}

/** A sign for a letter that was lost: what it was is a guess. */
const LOST_LETTER = /[?\ufffd]/
/** Characters that no name has: digits, and signs that replaced a lost letter. */
const STRANGE = /[^A-Za-zÀ-ÿ .,'’`()/-]/

function isWhole(original: string, { tokens, aliases, deceased, truncated }: ParsedName): boolean {
  if (truncated || deceased || aliases.length > 0) return false
  for (const token of tokens) if (token.length === 1) return false
  return !STRANGE.test(original)
}

/** Inherited titles of Palembang and Bali, which the population register keeps as part of the name. */
const INHERITED: ReadonlySet<string> = new Set([
  ...['KIAGUS', 'KEMAS', 'MASAGUS', 'NYAYU', 'MASAYU', 'RADEN MAS', 'RADEN AYU', 'RARA'],
  ...['I', 'NI', 'IDA BAGUS', 'IDA AYU', 'ANAK AGUNG', 'COKORDA', 'TJOKORDA', 'DESAK', 'SAGUNG'],
])

/** Whether a name has no earned title, form of address or father's name. The same name without them is preferred. */
function isPlain({ titles, father }: ParsedName): boolean {
  return father.length === 0 && titles.every((title) => INHERITED.has(title))
}

/** The widths at which bank and card files cut names off. */
const WIDTHS: ReadonlySet<number> = new Set([20, 25, 30, 32, 35])

/**
 * Marks names as not sound if another candidate has a longer form: the name is cut off at the width of a file, or lacks
 * a token. A short name in the population register is the full name, whatever other sources add.
 */
export function doubtShortened(candidates: readonly Candidate[], nameOf: (record: ParsedRecord) => ParsedName): void {
  for (const short of candidates) {
    if (!short.sound) continue
    const isLess = candidates.some((long) => long.key.length > short.key.length && isShortened(short, long, nameOf))
    if (isLess) short.sound = false
  }
}

function isShortened(a: Candidate, b: Candidate, nameOf: (record: ParsedRecord) => ParsedName): boolean {
  if (WIDTHS.has(a.value.length) && b.value.startsWith(a.value)) return true
  if (a.trust >= AUTHORITY) return false
  const longer = nameOf(b.record).tokens
  if (longer.some((token) => token.length === 1)) return false
  return nameOf(a.record).tokens.every((token) => longer.includes(token))
}
