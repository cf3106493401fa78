import { hash } from 'node:crypto'
import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'

const MARK_DIGITS = 16
/** The digest of a personal key, as `sourceKeyOf` makes it, and a mark. */
const PARTED_KEY = /^[0-9a-f]{32}-[0-9a-f]{16}$/
const SPACES = /\s+/g

/**
 * Tells persons apart who come by the same personal key, as when a list repeats the head's NIK for all members: a number
 * of 64 bits out of name and birth date, as text.
 */
export function personMark({ name, dob }: CanonicalRecord, secret: string): string {
  const text = `${secret}\u001f${name.trim().replace(SPACES, ' ').toUpperCase()}\u001f${dob}`
  return BigInt.asIntN(64, BigInt(`0x${hash('sha256', text, 'hex').slice(0, MARK_DIGITS)}`)).toString()
}

/** The key of a person whose personal key is also another's in the same delivery. */
export function partedKey(sourceKey: string, mark: string): string {
  return `${sourceKey}-${BigInt.asUintN(64, BigInt(mark)).toString(16).padStart(MARK_DIGITS, '0')}`
}

/** Whether a key is one that stands in place of a personal one for one person of several: its digits say nothing of anybody. */
export function isPartedKey(sourceKey: string): boolean {
  return PARTED_KEY.test(sourceKey)
}
