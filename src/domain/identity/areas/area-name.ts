import type { AreaLevel } from './area-code.js'

/** A name in comparable form: letters and digits only. `kind` separates a kota from a kabupaten of the same name. */
export interface AreaNameKey {
  key: string
  kind: 'kota' | 'kabupaten' | ''
}

/** Words for the level of an area, which sources leave out or abbreviate. */
const LEVEL_WORDS: Record<AreaLevel, RegExp> = {
  province: /^(?:PROVINSI|PROPINSI|PROV|PROP)\b\.?|\b(?:DAERAH KHUSUS(?: IBUKOTA)?|DAERAH ISTIMEWA|DKI|D\.?\s?I)\b\.?/g,
  regency: /^(?:KABUPATEN|KAB|KOTAMADYA|KODYA|KOTA)\b\.?(?:\s*(?:ADMINISTRASI|ADM)\b\.?)?/g,
  district: /^(?:KECAMATAN|KEC|DISTRIK)\b\.?/g,
  village: /^(?:KELURAHAN|KEL|DESA|DS|GAMPONG|NAGARI|PEKON|KAMPUNG)\b\.?/g,
}

const KABUPATEN = /^KAB/
const KOTA = /^(?:KOTA|KODYA)/
const ISLANDS = /\bKEP\b\.?/g
const NOT_LETTER_OR_DIGIT = /[^A-Z0-9]+/g

const WORD = /[A-Z]+|\d+/g
const DIGIT = /\d/
const NUMERALS: ReadonlyMap<string, string> = new Map([
  ...numbered('I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX'),
  ...numbered('SATU DUA TIGA EMPAT LIMA ENAM TUJUH DELAPAN SEMBILAN SEPULUH SEBELAS'),
  ['KILOMETER', 'KM'],
])

function numbered(words: string): [string, string][] {
  return words.split(' ').map((word, at) => [word, String(at + 1)])
}

/**
 * Returns the key of a name with its numerals as digits: MARINDAL I, MARINDAL SATU, MARINDAL 1 and MARINDAL-01 are one. ''
 * for a name without a numeral.
 */
function numeralKey(text: string): string {
  const words = text.match(WORD) ?? []
  const read = words.map(readNumeral)
  return read.some((word) => DIGIT.test(word)) ? read.join('') : ''
}

function readNumeral(word: string): string {
  return NUMERALS.get(word) ?? (DIGIT.test(word) ? String(Number(word)) : word)
}

/** Returns the keys of a name whose numerals may be written otherwise, whole and without the word for its level. */
export function numeralKeys(name: string, level: AreaLevel): readonly AreaNameKey[] {
  const text = tidy(name)
  const bare = text.replace(LEVEL_WORDS[level], '')
  const keys = [
    { key: numeralKey(text), kind: '' as const },
    { key: numeralKey(bare), kind: level === 'regency' ? kindOf(text) : ('' as const) },
  ]
  return keys.filter(({ key }) => key !== '')
}

/**
 * Returns the keys of a name in a source, the likelier first: the whole name (Kampung Baru is a name, Kotabaru is no
 * kota), then the name without the word for its level.
 */
export function areaNameKeys(name: string, level: AreaLevel): readonly AreaNameKey[] {
  const text = tidy(name)
  const whole = squeeze(text)
  const bare = squeeze(text.replace(LEVEL_WORDS[level], ''))
  if (whole === '') return []
  if (bare === '' || bare === whole) return [{ key: whole, kind: '' }]
  return [
    { key: whole, kind: '' },
    { key: bare, kind: level === 'regency' ? kindOf(text) : '' },
  ]
}

/** Returns the key of an official name. Official names carry the word for their level only above the kecamatan. */
export function officialNameKey(name: string, level: AreaLevel): AreaNameKey | undefined {
  const keys = areaNameKeys(name, level)
  return level === 'province' || level === 'regency' ? keys.at(-1) : keys[0]
}

function tidy(name: string): string {
  return name.normalize('NFKC').trim().toUpperCase().replace(ISLANDS, 'KEPULAUAN')
}

function squeeze(text: string): string {
  return text.replace(NOT_LETTER_OR_DIGIT, '')
}

function kindOf(text: string): AreaNameKey['kind'] {
  if (KABUPATEN.test(text)) return 'kabupaten'
  return KOTA.test(text) ? 'kota' : ''
}
