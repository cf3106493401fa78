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
