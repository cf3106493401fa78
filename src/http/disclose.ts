import { maySeePersonal } from '../application/keys/rights.js'
import { HttpProblem } from './problem.js'
import type { Call } from './route.js'

const LONGEST_PURPOSE = 500

/** What is about to be shown. */
export interface Shown {
  /** Such as `person.read`. */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly count?: number
}

/**
 * Writes into the audit log that the caller is shown NIK, KK or phone in full, with what `X-Purpose` says it is for; does
 * nothing for a key that sees them masked. Await it before answering.
 */
export async function disclose(call: Call<unknown, unknown, unknown>, shown: Shown): Promise<void> {
  const { context, rights } = call
  if (!maySeePersonal(rights)) return
  await context.disclosures.write({ ...shown, count: shown.count ?? 1, actor: rights.actor, purpose: purposeOf(call) })
}

function purposeOf({ headers }: Call<unknown, unknown, unknown>): string | undefined {
  const purpose = headers['x-purpose']
  if (purpose === undefined) return undefined
  if (typeof purpose === 'string' && purpose.length <= LONGEST_PURPOSE) return purpose
  throw new HttpProblem('HEADER_INVALID', `X-Purpose has at most ${LONGEST_PURPOSE} characters.`)
}
