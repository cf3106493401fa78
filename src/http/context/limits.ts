import { ATTEMPT_LIMITS, type AttemptLimits } from './key-attempts.js'
import { type Lane, type LaneLimits, LANES } from './lanes.js'

/** Limits on requests; tests set shorter times. */
export interface Limits {
  /** Time in which a JSON body must arrive. */
  readonly bodyMs: number
  /** Time for unfinished uploads when the process is asked to end; supervisors kill after at most 30 s. */
  readonly uploadGraceMs: number
  /** How often the pace of an upload is checked. */
  readonly paceMs: number
  /** A slower sender is ended: it would block its source for all others. */
  readonly leastBytesPerS: number
  /** How often the key of an upload is looked at. */
  readonly keyCheckMs: number
  readonly attempts: AttemptLimits
  /** Requests with a wrong number or birth date of a key without the scope `pii:read`, in an hour. */
  readonly wrongGuessesPerHour: number
  /** Units that one key may spend in a minute; a read costs one. */
  readonly unitsPerMinute: number
  /** Calls of open routes from one address in a minute. */
  readonly addressCallsPerMinute: number
  /** Calls under way, by lane. */
  readonly lanes: Readonly<Record<Lane, LaneLimits>>
  /** How long a call may wait for its turn. */
  readonly turnMs: number
}

export const LIMITS: Limits = {
  bodyMs: 30_000,
  uploadGraceMs: 8000,
  paceMs: 60_000,
  // 60 kB a minute is less than any connection provides.
  leastBytesPerS: 1000,
  keyCheckMs: 5000,
  attempts: ATTEMPT_LIMITS,
  // Far above the needs of one system, low enough to stop a runaway loop.
  wrongGuessesPerHour: 100,
  unitsPerMinute: 600_000,
  // Health checks of some balancers and a page with its files; behind a proxy all callers have one address.
  addressCallsPerMinute: 6000,
  lanes: LANES,
  turnMs: 10_000,
}
