import { isBlankValue } from '../../../identity/blank-value.js'
import type { ParsedName } from '../../../identity/names/name.js'
import type { ParsedRecord } from './survivorship-record.js'
import type { Candidate, Reading } from './value-candidate.js'
import { AUTHORITY } from '../../records/trust.js'

/** The name of a record in capitals. With an initial, a note or a damaged letter it is not sound. */
export function readName(record: ParsedRecord): Reading | undefined {
  return readParsed(record.source.record.name, record.name)
}

/** The mother's name, read like the person's own. */
export function readMotherName(record: ParsedRecord): Reading | undefined {
  if (record.source.record.mother_name === '') return undefined
  return readParsed(record.source.record.mother_name, record.mother)
}

/** How the words begin that lists write for nothing: the longer test is for these alone. */
const MAY_BE_BLANK = /^(?:BELUM|BLM|DALAM|HILANG|KOSONG|LUPA|N$|NA|NI|NO|NU|PROSES|TAK|TDK|TIDAK|UN|X)/

function readParsed(original: string, name: ParsedName): Reading | undefined {
  const first = name.tokens[0]
  if (first === undefined || (MAY_BE_BLANK.test(first) && isBlankValue(original))) return undefined
  return {
    value: shownName(original),
    key: nameKey(name),
    sound: isWhole(original, name),
    confirmation: isPlain(name) ? 0 : -1,
  }
}

const SPACES = /\s{2,}|[\t\n\r]/
const EVERY_SPACE = /\s+/g

/** A name as it is shown: capitals, single spaces. */
export function shownName(original: string): string {
  const text = original.trim().toUpperCase()
  return SPACES.test(text) ? text.replace(EVERY_SPACE, ' ') : text
}

/** Names with one key differ in titles, notes, abbreviations and spaces alone. */
export function nameKey({ tokens }: ParsedName): string {
  return tokens.length === 1 ? (tokens[0] ?? '') : tokens.join('')
}

/** A typist's letters; the register has no digits, and a lost one shows as a sign. */
const STRANGE = /[^A-Za-zÀ-ÿ .,'’`()/-]/

function isWhole(original: string, { tokens, aliases, deceased, truncated }: ParsedName): boolean {
  if (truncated || deceased || aliases.length > 0) return false
  for (const token of tokens) if (token.length === 1) return false
  return !STRANGE.test(original)
}

/** Titles of Palembang and Bali that are born with, and stand in the register as part of the name. */
const INHERITED: ReadonlySet<string> = new Set([
  ...['KIAGUS', 'KEMAS', 'MASAGUS', 'NYAYU', 'MASAYU', 'RADEN MAS', 'RADEN AYU', 'RARA'],
  ...['I', 'NI', 'IDA BAGUS', 'IDA AYU', 'ANAK AGUNG', 'COKORDA', 'TJOKORDA', 'DESAK', 'SAGUNG'],
])

/** Whether a name has neither what one earns or is addressed by nor the father's name: the same name without is better. */
function isPlain({ titles, father }: ParsedName): boolean {
  return father.length === 0 && titles.every((title) => INHERITED.has(title))
}

/** The widths at which bank and card files cut names off. */
const WIDTHS: ReadonlySet<number> = new Set([20, 25, 30, 32, 35])

/**
 * Marks as not sound the names that say less than another one: cut off at the width of a file, or lacking a token. The
 * register's short name is its name, whatever villagers add to it.
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
