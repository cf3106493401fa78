import { maySeePersonal, type Rights } from '../../application/access/rights.js'
import type { Registry } from '../../application/context/registry.js'
import { type NumberKind, type NumberToken, tokenOf } from './number-token.js'

/** How numbers and birth dates are shown to a key: in full, or as tokens and years. */
export interface Masking {
  readonly isFull: boolean
  /** A NIK, KK, phone or account: its token; an empty text stays empty. */
  readonly number: (kind: NumberKind, text: string) => string | NumberToken
  /** A text in which such a number may stand, such as an address or a household's reference. */
  readonly text: (text: string) => string
  /** A birth date: its year. */
  readonly date: (text: string) => string
}

/** Nine digits or more, with or without separators; shorter ones are house numbers and RT/RW. */
const LONG_NUMBER = /\p{Nd}(?:[ .'’/-]{0,2}\p{Nd}){8,}/gu
const ISO_DATE = /^\d{4}(?=-|$)/
const LONE_YEAR = /(?<!\d)(?:18|19|20)\d{2}(?!\d)/

const FULL: Masking = {
  isFull: true,
  number: (_kind, text) => text,
  text: (text) => text,
  date: (text) => text,
}

/** What the masking of a call depends on. */
interface Viewer {
  readonly rights: Rights
  readonly context: { readonly registry: Pick<Registry, 'secret'> }
}

/** How numbers and birth dates are shown to the caller. */
export function maskingFor({ rights, context }: Viewer): Masking {
  return maySeePersonal(rights) ? FULL : maskingBy(context.registry.secret)
}

/** Numbers as tokens by a secret, birth dates as years. */
export function maskingBy(secret: Uint8Array): Masking {
  return {
    isFull: false,
    number: (kind, text) => (text === '' ? '' : { token: tokenOf(secret, kind, text) }),
    text: (text) => text.replace(LONG_NUMBER, (number) => `[${tokenOf(secret, 'text', number)}]`),
    date: yearOf,
  }
}

/** The year of a date in any form that sources use; empty where none stands out. */
function yearOf(date: string): string {
  return ISO_DATE.exec(date)?.[0] ?? LONE_YEAR.exec(date)?.[0] ?? ''
}
