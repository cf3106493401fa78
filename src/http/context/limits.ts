/** What a caller may take up of the service; tests that wait for an end set shorter times. */
export interface Limits {
  /** A JSON body is there within this time. */
  readonly bodyMs: number
  /** A list that is nearly there when the service is asked to end is let in; supervisors kill after 30 s and less. */
  readonly uploadGraceMs: number
  /** How often a sender's pace is looked at. */
  readonly paceMs: number
  /** Requests that one key may make in a minute. */
  readonly requestsPerMinute: number
}

export const LIMITS: Limits = {
  bodyMs: 30_000,
  uploadGraceMs: 8000,
  paceMs: 60_000,
  // Far above what one system needs, low enough that a loop gone wild is felt.
  requestsPerMinute: 600_000,
}
