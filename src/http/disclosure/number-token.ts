import { createHmac } from 'node:crypto'
import { parsePhone } from '../../domain/identity/numbers/phone.js'

/** The kinds of numbers that identify a person. */
export const NUMBER_KINDS = ['nik', 'kk', 'phone', 'account'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** Stands for a number that the key may not see. */
export interface NumberToken {
  /** Such as `K7Q-F2M-XRA-BZD-WPN`: 75 bits; of ten million numbers two hardly ever share one. */
  readonly token: string
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const LETTERS = 15
const GROUP = 3
const ONLY_DIGITS = /^[\p{Nd}\s.'’/-]+$/u

/**
 * The token of a number: the same for equal numbers of a kind, however they are written, and without the registry's secret
 * impossible to compute. Groups of three letters hold no run of digits that could be taken for a part of the number.
 */
export function tokenOf(secret: Uint8Array, kind: NumberKind | 'text', text: string): string {
  const digest = createHmac('sha256', secret)
    .update(`number token\0${kind}\0${normalised(kind, text)}`)
    .digest()
  let token = ''
  for (let at = 0; at < LETTERS; at += 1) {
    if (at > 0 && at % GROUP === 0) token += '-'
    token += ALPHABET.charAt((digest[at] ?? 0) % ALPHABET.length)
  }
  return token
}

/** A damaged number keeps all of its characters, so that different damages stay different. */
function normalised(kind: NumberKind | 'text', text: string): string {
  const plain = text.normalize('NFKC').trim()
  if (kind === 'phone') return parsePhone(plain) || plain
  return ONLY_DIGITS.test(plain) ? plain.replace(/\P{Nd}/gu, '') : plain.toUpperCase()
}
