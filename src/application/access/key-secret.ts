import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32
const PREFIX_BYTES = 6
/** Lets secret scanners recognise a leaked key. */
const MARK = 'padan'
const FORM = /^padan_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** Returns a new key: 256 random bits after a prefix for looking it up. */
export function newKeySecret(): { readonly text: string; readonly prefix: string } {
  const prefix = randomBytes(PREFIX_BYTES).toString('hex')
  return { text: `${MARK}_${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`, prefix }
}

/** Returns the prefix of a key; undefined if the text does not have the form of a key. */
export function prefixOf(text: string): string | undefined {
  return FORM.exec(text)?.[1]
}

/** Returns the SHA-256 of a key. A key has 256 random bits, so a slow password hash is not needed against guessing. */
export function hashOfKey(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** Compares in constant time. */
export function isSameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
