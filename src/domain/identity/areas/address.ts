import { isBlankValue } from '../blank-value.js'

/** A parsed address. `rt` and `rw` are 0 if unknown; `street` includes the hamlet, which is often all there is. */
export interface ParsedAddress {
  original: string
  street: string
  number: string
  dusun: string
  rt: number
  rw: number
}

/** Parts of the address from columns of their own; they override the text. */
export interface AddressParts {
  rt?: string
  rw?: string
  dusun?: string
}

const FULL_WORDS: ReadonlyMap<string, string> = new Map([
  ['JL', 'JALAN'],
  ['JLN', 'JALAN'],
  ['JAL', 'JALAN'],
  ['GG', 'GANG'],
  ['DSN', 'DUSUN'],
  ['DUSN', 'DUSUN'],
  ['DK', 'DUKUH'],
  ['DKH', 'DUKUH'],
  ['DS', 'DESA'],
  ['KP', 'KAMPUNG'],
  ['KPG', 'KAMPUNG'],
  ['KAMP', 'KAMPUNG'],
  ['LR', 'LORONG'],
  ['LRG', 'LORONG'],
  ['LK', 'LINGKUNGAN'],
  ['LINGK', 'LINGKUNGAN'],
  ['PERUMAHAN', 'PERUM'],
  ['PRM', 'PERUM'],
  ['KOMP', 'KOMPLEK'],
  ['KOMPLEKS', 'KOMPLEK'],
  ['BLK', 'BLOK'],
  ['KEL', 'KELURAHAN'],
  ['KEC', 'KECAMATAN'],
])

const PLACE_WORDS: ReadonlySet<string> = new Set(FULL_WORDS.values())

/** Roman numerals of hamlets, by value. */
const ROMAN: readonly string[] = ' I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX'.split(' ')
const ROMAN_VALUE: ReadonlyMap<string, number> = new Map(ROMAN.map((numeral, value) => [numeral, value]))

const TOKEN = /[\p{L}\p{N}]+|\//gu
const RT_RW_GLUED = /^(RT|RW)(\d{1,3})(?:RW(\d{1,3}))?$/
const NUMBER_GLUED = /^NO(\d+[A-Z]?)$/
const HOUSE_NUMBER = /^\d+[A-Z]?$/
const UNIT_DIGITS = /\d{1,3}/
const SMALL_NUMBER = /^\d{1,3}$/
const NUMBER_SUFFIX = /^(?:[A-Z]|\d{1,3})$/

/**
 * Parses an address: the street in full words and upper case, the house number, the dusun with a Roman numeral, RT and
 * RW, from the text (`RT 003/RW 002`, `RT/RW 003/002`) or from columns of their own. Never throws.
 */
export function parseAddress(original: string, parts: AddressParts = {}): ParsedAddress {
  const address: ParsedAddress = { original, street: '', number: '', dusun: '', rt: 0, rw: 0 }
  if (original !== '') readText(original, address)
  const rt = unitNumber(parts.rt)
  const rw = unitNumber(parts.rw)
  if (rt !== 0) address.rt = rt
  if (rw !== 0) address.rw = rw
  const dusun = hamletName(parts.dusun)
  if (dusun !== '') address.dusun = dusun
  return address
}

/** Returns the RT or RW in a column; `RT 03`, `003` and `3.0` are all 3. */
function unitNumber(text: string | undefined): number {
  const digits = UNIT_DIGITS.exec(text ?? '')?.[0]
  return digits === undefined ? (ROMAN_VALUE.get((text ?? '').trim().toUpperCase()) ?? 0) : Number(digits)
}

function hamletName(text: string | undefined): string {
  if (text === undefined || isBlankValue(text)) return ''
  const words = tokensOf(text).filter((token) => token !== '/')
  const [first, ...rest] = words.map(fullWord)
  const name = first === 'DUSUN' && rest.length > 0 ? rest : words
  return name.map(romanNumeral).join(' ')
}

function tokensOf(text: string): readonly string[] {
  return text.normalize('NFKC').toUpperCase().match(TOKEN) ?? []
}

function fullWord(token: string): string {
  return FULL_WORDS.get(token) ?? token
}

/** Sources write DUSUN 5 and DUSUN V for the same hamlet. */
function romanNumeral(token: string): string {
  return SMALL_NUMBER.test(token) ? (ROMAN[Number(token)] ?? '') || token : token
}

/**
 * Walks over the tokens once; each `take` function returns how many it consumed. Markers without a value (`NO.`, `RT
 * -`) are dropped.
 */
function readText(original: string, address: ParsedAddress): void {
  const tokens = tokensOf(original)
  const street: string[] = []
  for (let at = 0; at < tokens.length;) {
    const taken = takeNeighbourhood(tokens, at, address) || takeNumber(tokens, at, address)
    if (taken === 0) pushWord(tokens[at] ?? '', street)
    at += Math.max(taken, 1)
  }
  const text = street.join(' ')
  if (isBlankValue(text)) return
  address.street = text
  address.dusun = hamletIn(street)
}

/** Returns the words after DUSUN, up to the word for another kind of place. */
function hamletIn(street: readonly string[]): string {
  const at = street.indexOf('DUSUN')
  if (at < 0) return ''
  const after = street.slice(at + 1)
  const end = after.findIndex((word) => PLACE_WORDS.has(word))
  return after.slice(0, end < 0 ? undefined : end).join(' ')
}

function pushWord(token: string, street: string[]): void {
  if (token === '/') return
  const word = street.at(-1) === 'DUSUN' ? romanNumeral(token) : fullWord(token)
  street.push(word)
}

function takeNeighbourhood(tokens: readonly string[], at: number, address: ParsedAddress): number {
  const token = tokens[at] ?? ''
  if (token.charCodeAt(0) !== 82) return 0 // R
  if (token === 'RTRW') return takeBoth(tokens, at, 1, address)
  if (token === 'RT' && tokens[at + 1] === '/' && tokens[at + 2] === 'RW') return takeBoth(tokens, at, 3, address)
  if (token === 'RT' && tokens[at + 1] === 'RW') return takeBoth(tokens, at, 2, address)
  if (token === 'RT' && tokens[at + 2] === '/' && isUnit(tokens[at + 3])) return takeBoth(tokens, at, 1, address)
  if (token === 'RT' || token === 'RW') return takeOne(tokens, at, address)
  const glued = RT_RW_GLUED.exec(token)
  if (glued === null) return 0
  if (glued[1] === 'RT') address.rt = Number(glued[2])
  else address.rw = Number(glued[2])
  if (glued[3] !== undefined) address.rw = Number(glued[3])
  return 1
}

/** Reads `003/002` after the markers of both. */
function takeBoth(tokens: readonly string[], at: number, markers: number, address: ParsedAddress): number {
  const first = at + markers
  if (!isUnit(tokens[first])) return markers
  address.rt = unitNumber(tokens[first])
  const second = tokens[first + 1] === '/' ? first + 2 : first + 1
  if (!isUnit(tokens[second])) return first + 1 - at
  address.rw = unitNumber(tokens[second])
  return second + 1 - at
}

function takeOne(tokens: readonly string[], at: number, address: ParsedAddress): number {
  if (!isUnit(tokens[at + 1])) return 1
  if (tokens[at] === 'RT') address.rt = unitNumber(tokens[at + 1])
  else address.rw = unitNumber(tokens[at + 1])
  return 2
}

function isUnit(token: string | undefined): boolean {
  return token !== undefined && (SMALL_NUMBER.test(token) || ROMAN_VALUE.has(token))
}

function takeNumber(tokens: readonly string[], at: number, address: ParsedAddress): number {
  const token = tokens[at] ?? ''
  const glued = NUMBER_GLUED.exec(token)?.[1]
  if (glued === undefined && token !== 'NO' && token !== 'NOMOR') return 0
  const number = glued ?? tokens[at + 1]
  if (number === undefined || !HOUSE_NUMBER.test(number)) return 1
  const next = at + (glued === undefined ? 2 : 1)
  const suffix = tokens[next] === '/' ? tokens[next + 1] : undefined
  const hasSuffix = suffix !== undefined && NUMBER_SUFFIX.test(suffix)
  if (address.number === '') address.number = hasSuffix ? `${number}/${suffix}` : number
  return next + (hasSuffix ? 2 : 0) - at
}
