import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32
const PREFIX_BYTES = 6
/** Tells a leaked key's kind to those who search for them. */
const MARK = 'padan'
const FORM = /^padan_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** A new key: 256 random bits behind a prefix by which it is found. */
export function newKeySecret(): { readonly text: string; readonly prefix: string } {
  const prefix = randomBytes(PREFIX_BYTES).toString('hex')
  return { text: `${MARK}_${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`, prefix }
}

/** The prefix of a text that has the form of a key. */
export function prefixOf(text: string): string | undefined {
  return FORM.exec(text)?.[1]
}

/** SHA-256 of a key: with 256 random bits in it, nothing slower is needed against guessing. */
export function hashOfKey(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** Compares in constant time. */
export function isSameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
