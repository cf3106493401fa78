import { hash } from 'node:crypto'
import { nameForm, textForm } from '../../../domain/registry/records/plain-form.js'
import type { CanonicalRecord } from '../../../domain/registry/records/canonical-record.js'

const MARK_DIGITS = 16

/**
 * Returns a 64-bit hash of name and birth date, as text. It distinguishes persons who share a personal key, as where a
 * source repeats the head's NIK for all members.
 */
export function personMark({ name, dob }: CanonicalRecord, secret: string): string {
  const text = `${secret}\u001f${nameForm(name)}\u001f${textForm(dob)}`
  return BigInt.asIntN(64, BigInt(`0x${hash('sha256', text, 'hex').slice(0, MARK_DIGITS)}`)).toString()
}

/** Returns the key of one of several persons who share a personal key in a batch. */
export function disambiguateKey(sourceKey: string, mark: string): string {
  return `${sourceKey}-${BigInt.asUintN(64, BigInt(mark)).toString(16).padStart(MARK_DIGITS, '0')}`
}
