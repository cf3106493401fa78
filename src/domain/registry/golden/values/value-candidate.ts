import type { ParsedRecord } from './survivorship-record.js'
import { AUTHORITY } from '../../records/trust.js'

/** The value of one record for one field. */
export interface Reading {
  /** The value as displayed. */
  readonly value: string
  /** The comparison key: readings with equal keys mean the same value. */
  readonly key: string
  /**
   * False for an incomplete or contradicted value: a partial date, an initial, a number that its own record
   * contradicts.
   */
  readonly sound: boolean
  /** Support for the value from outside the field, such as the NIK for a birth date. Higher is better. */
  readonly confirmation: number
}

/** A reading that takes part in the election of the golden value, with its record and the trust in its source. */
export interface Candidate extends Reading {
  readonly record: ParsedRecord
  readonly trust: number
  sound: boolean
  confirmation: number
}

/** Builds a candidate from a reading and the trust in its source. */
export function candidate(record: ParsedRecord, trust: number, reading: Reading): Candidate {
  const { value, key, sound, confirmation } = reading
  return { record, trust, value, key, sound, confirmation }
}

/**
 * Returns the best candidate of a list ordered by key of the record: sound values first, then those of an authority,
 * then the better confirmed, the more trusted, the newer, the value of more sources, the first. Below authorities,
 * confirmation counts more than trust: a number shared by two sources, or a date carried by the NIK, decides more than
 * their small differences in trust.
 */
export function electValue(candidates: readonly Candidate[]): Candidate | undefined {
  let best = candidates[0]
  if (best === undefined || candidates.length === 1) return best
  for (let at = 1; at < candidates.length; at += 1) {
    const next = candidates[at]
    if (next !== undefined && isBetter(next, best, candidates)) best = next
  }
  return best
}

function isBetter(a: Candidate, b: Candidate, all: readonly Candidate[]): boolean {
  if (a.sound !== b.sound) return a.sound
  const isAuthority = a.trust >= AUTHORITY
  if (isAuthority !== b.trust >= AUTHORITY) return isAuthority
  if (a.confirmation !== b.confirmation) return a.confirmation > b.confirmation
  if (a.trust !== b.trust) return a.trust > b.trust
  if (a.record.year !== b.record.year) return a.record.year > b.record.year
  return a.key !== b.key && sourcesWith(a.key, all) > sourcesWith(b.key, all)
}

/** Returns the number of sources with a value of this key. Candidates of one source must be adjacent. */
export function sourcesWith(key: string, candidates: readonly Candidate[]): number {
  let count = 0
  let latest = ''
  for (const { key: own, record } of candidates) {
    if (own !== key || record.source.source === latest) continue
    latest = record.source.source
    count += 1
  }
  return count
}

/** Adds a confirmation to each candidate whose value another source has too. */
export function confirmByOthers(candidates: readonly Candidate[]): void {
  for (const one of candidates) {
    const isShared = candidates.some(
      (other) => other.key === one.key && other.record.source.source !== one.record.source.source,
    )
    if (isShared) one.confirmation += 1
  }
}
