import type { CanonicalRecord, Facts, FutureField } from './canonical-record.js'

const HOUR_MS = 3_600_000
/** The day begins first in the east of Indonesia. */
const EASTERN_HOURS = 9
const YEAR = /\b(?:19|20)\d\d\b/
const ISO_LENGTH = 10

/** The day of a moment in the east of Indonesia, in ISO. */
export function dayOf(moment: Date): string {
  return new Date(moment.getTime() + EASTERN_HOURS * HOUR_MS).toISOString().slice(0, ISO_LENGTH)
}

/**
 * The facts of a row with the fields that lie after the day on which it was received: nobody is born, and no list is made, in the
 * future. It is judged once, by the day of receipt, so that it does not depend on the day of a rebuild.
 */
export function judgeFuture({ dob }: CanonicalRecord, facts: Facts, receivedOn: string | undefined): Facts {
  if (receivedOn === undefined) return facts
  const year = Number(receivedOn.slice(0, 4))
  const future: FutureField[] = []
  // Only a date that was read without a guess is ISO; others are doubtful anyway.
  if (dob.length === ISO_LENGTH && dob.charAt(4) === '-' && dob > receivedOn) future.push('dob')
  if ((facts.list_year ?? 0) > year) future.push('list_year')
  if (Number(YEAR.exec(facts.period ?? '')?.[0] ?? 0) > year) future.push('period')
  return future.length === 0 ? facts : { ...facts, future }
}
