import type { ParsedRecord } from './survivorship-record.js'
import { AUTHORITY } from '../../records/trust.js'

/** What one record says of one field. */
export interface Reading {
  /** The value as it is shown. */
  readonly value: string
  /** What is compared: readings with one key say the same. */
  readonly key: string
  /** False for what says less than it should: a partial date, an initial, a number that its own record contradicts. */
  readonly sound: boolean
  /** How much besides the record speaks for the value, such as the NIK for a birth date. */
  readonly confirmation: number
}

/** A reading that stands for election, with what its record and source bring along. */
export interface Candidate extends Reading {
  readonly record: ParsedRecord
  readonly trust: number
  sound: boolean
  confirmation: number
}

/** A candidate out of what a record says and how far its source is trusted. */
export function candidate(record: ParsedRecord, trust: number, reading: Reading): Candidate {
  const { value, key, sound, confirmation } = reading
  return { record, trust, value, key, sound, confirmation }
}

/**
 * The best of the candidates, which are in the order of their keys: a sound value before another, then the authority's,
 * the confirmed one, the more trusted, the newer, the one that more sources share, the first. Confirmation stands
 * before trust below the authority, for there the lists differ in trust by less than a number that two of them share
 * or a date that the NIK carries can tell.
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

/** The number of sources that have a value of this key; the candidates of one source stand together. */
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

/** Counts as a confirmation that another source says the same. */
export function confirmByOthers(candidates: readonly Candidate[]): void {
  for (const one of candidates) {
    const isShared = candidates.some(
      (other) => other.key === one.key && other.record.source.source !== one.record.source.source,
    )
    if (isShared) one.confirmation += 1
  }
}
