import type { Profile } from '../schema/profile.js'
import { normaliseColumnName, plainColumnName, withoutRemark } from './target-row.js'

/** The running number of the rows, which no profile maps. */
const RUNNING_NUMBER = /^(?:no|nomor|nomer|nomor ?urut|no\.? ?urut|urut|#)[.:]?$/i
/** A header above these words is about another person than the one of the row. */
const OTHER_PERSON = /\b(?:IBU|AYAH|ORANG ?TUA|ORTU|WALI|PASANGAN|SUAMI|ISTRI|AHLI WARIS|PENDAMPING|SAKSI|PENGAMPU)\b/i

const LONGEST_NAME = 200
const LONG_NUMBERS = /\d{6,}/g
const LONGEST_SHOWN = 100
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu
const LAST_WORD = /(?<!\p{L})\p{L}+$/u
const ADDRESS = /^ALAMAT\b/i

const knownByProfile = new WeakMap<Profile, ReadonlySet<string>>()

/** The names that the profile maps, without case and punctuation. */
function knownNames(profile: Profile): ReadonlySet<string> {
  let known = knownByProfile.get(profile)
  if (known === undefined) {
    const names = profile.variants.flatMap(({ columns }) => columns.flatMap((column) => column.names))
    known = new Set(names.map(normaliseColumnName))
    knownByProfile.set(profile, known)
  }
  return known
}

/** Whether the profile maps a column of this name. */
export function isKnownName(name: string, profile: Profile): boolean {
  if (name.length > LONGEST_NAME) return false
  const known = knownNames(profile)
  return known.has(plainColumnName(name)) || known.has(plainColumnName(withoutRemark(name)))
}

/**
 * Returns a name as it may be stored and shown: a long number in it could be of a person, and PostgreSQL stores no NUL and
 * no half of a character.
 */
export function shownName(name: string): string {
  return name.replaceAll(LONG_NUMBERS, '…').slice(0, LONGEST_SHOWN).replaceAll(UNSTORABLE, '')
}

export function isRunningNumberName(name: string): boolean {
  return RUNNING_NUMBER.test(name.trim())
}

/** Drops the blank columns that spreadsheets append; other blank names become `column_N`. */
export function columnNames(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim())
  const width = names.findLastIndex((name) => name !== '') + 1
  return names.slice(0, width).map((name, at) => (name === '' ? `column_${at + 1}` : name))
}

/** Returns the positions, counted from 1, of two columns with the same name. */
export function repeatedColumns(header: readonly string[]): readonly [number, number] | undefined {
  const places = new Map<string, number>()
  for (const [at, name] of header.entries()) {
    const key = name.toLowerCase()
    const first = places.get(key)
    if (first !== undefined) return [first + 1, at + 1]
    places.set(key, at)
  }
  return undefined
}

/**
 * Joins two rows of a header into one: a group (ALAMAT) above the names of its columns (DESA, RT, RW). Of a column below a
 * group the profile may know the name with its group (NOMOR KK) or by itself. Returns undefined where the lower row is
 * not part of the header: where it has a value below a column that already has a name of its own, or no name to add.
 */
export function joinHeaderRows(
  upper: readonly string[],
  lower: readonly string[],
  profile: Profile,
): readonly string[] | undefined {
  const width = Math.max(upper.length, lower.length)
  const joined: string[] = []
  const taken = new Set<string>()
  let group = ''
  let added = 0
  for (let at = 0; at < width; at++) {
    const above = upper[at]?.trim() ?? ''
    const below = lower[at]?.trim() ?? ''
    if (above !== '') group = above
    if (below !== '' && !mayStandBelow(at, { upper, lower }, profile)) return undefined
    const isNew = below !== '' && below !== above
    const name = isNew ? nameBelow({ group, below, isFirst: above !== '' }, profile, taken) : above
    if (isNew && (isKnownName(name, profile) || isKnownName(below, profile))) added++
    taken.add(normaliseColumnName(name))
    joined.push(name)
  }
  return added === 0 ? undefined : joined
}

/** A name of the profile has no columns below it unless the next columns have no name above. */
function mayStandBelow(
  at: number,
  { upper, lower }: { readonly upper: readonly string[]; readonly lower: readonly string[] },
  profile: Profile,
): boolean {
  const above = upper[at]?.trim() ?? ''
  if (above === '' || above === lower[at]?.trim() || !isKnownName(above, profile)) return true
  return (upper[at + 1]?.trim() ?? '') === '' && (lower[at + 1]?.trim() ?? '') !== ''
}

/** The first column below an address is the address itself (JALAN), unless it has a name that the profile knows. */
function nameBelow(
  { group, below, isFirst }: { readonly group: string; readonly below: string; readonly isFirst: boolean },
  profile: Profile,
  taken: ReadonlySet<string>,
): string {
  const whole = `${group} ${below}`.trim()
  if (isKnownName(whole, profile)) return whole
  // TEMPAT and TANGGAL below TEMPAT, TANGGAL LAHIR
  const withLastWord = `${below} ${LAST_WORD.exec(group)?.[0] ?? ''}`
  if (isKnownName(withLastWord, profile) && !isKnownName(below, profile)) return withLastWord
  const isOwn = !OTHER_PERSON.test(group) && !taken.has(normaliseColumnName(below))
  if (isOwn && isKnownName(below, profile)) return below
  return isFirst && ADDRESS.test(group) ? group : whole
}
