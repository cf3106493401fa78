import { isOneSlip } from '../../../identity/numbers/slip.js'
import type { Candidate } from './value-candidate.js'

/** Largest serial that occurs in practice: serials count the births of one sex in one kecamatan on one day. */
const LARGEST_LIKELY_SERIAL = 99
const SERIAL_AT = 12
const REGENCY_DIGITS = 4

/**
 * Of two NIKs one typing error apart, adds a confirmation to the likelier one: its serial is low enough to occur, and
 * its regency is the one that issued the KK, as for most persons.
 */
export function favourLikelier(candidates: readonly Candidate[]): void {
  const first = candidates[0]
  if (first === undefined || candidates.every(({ key }) => key === first.key)) return
  const favoured = candidates.filter((one) =>
    candidates.some(
      (other) => isOneSlip(one.key, other.key) && likelihood(one, candidates) > likelihood(other, candidates),
    ),
  )
  for (const one of favoured) one.confirmation += 1
}

function likelihood({ key }: Candidate, candidates: readonly Candidate[]): number {
  const isReached = Number(key.slice(SERIAL_AT)) <= LARGEST_LIKELY_SERIAL
  const regency = key.slice(0, REGENCY_DIGITS)
  const isHome = candidates.some(({ record }) => record.source.record.kk.startsWith(regency))
  return (isReached ? 1 : 0) + (isHome ? 1 : 0)
}
