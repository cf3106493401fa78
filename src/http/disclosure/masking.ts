import { maySeePersonal, type Rights } from '../../application/access/rights.js'

const SHOWN = 4
const STAR = '*'
/** A NIK, KK or phone in another field; dates and area codes have separators. */
const LONG_NUMBER = /\d{9,}/g

/** Masks a NIK, KK or phone except for its last four characters; a shorter one is masked completely. */
export function maskNumber(text: string): string {
  if (text.length <= SHOWN) return STAR.repeat(text.length)
  return STAR.repeat(text.length - SHOWN) + text.slice(-SHOWN)
}

/** Masks every number of nine digits or more in a text. */
export function maskNumbersIn(text: string): string {
  return text.replace(LONG_NUMBER, maskNumber)
}

/** How numbers are shown to a key: in full, or masked to their last four digits. */
export interface Masking {
  readonly isFull: boolean
  /** Of a NIK, KK or phone. */
  readonly number: (text: string) => string
  /** Of a text in which one may stand, such as an address or a household's reference. */
  readonly text: (text: string) => string
}

const FULL: Masking = { isFull: true, number: (text) => text, text: (text) => text }
const MASKED: Masking = { isFull: false, number: maskNumber, text: maskNumbersIn }

export function maskingFor(rights: Rights): Masking {
  return maySeePersonal(rights) ? FULL : MASKED
}

const NUMBER_FIELDS: ReadonlySet<string> = new Set(['nik', 'kk', 'phone'])

/** A record's or golden values' fields as a key may see them: `nik`, `kk` and `phone` masked, numbers in other texts too. */
export function maskFields<Fields extends Readonly<Record<string, unknown>>>(fields: Fields, masking: Masking): Fields {
  if (masking.isFull) return fields
  const entries = Object.entries(fields).map(([name, value]): [string, unknown] => {
    if (typeof value !== 'string') return [name, value]
    return [name, NUMBER_FIELDS.has(name) ? masking.number(value) : masking.text(value)]
  })
  return Object.fromEntries(entries) as Fields
}
