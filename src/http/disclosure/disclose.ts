import type { Tx } from '../../application/context/unit-of-work.js'
import type { Disclosure } from '../../application/access/disclosure-log.js'
import { maySeePersonal } from '../../application/access/rights.js'
import { HttpProblem } from '../contract/problem.js'
import type { Call } from '../contract/route.js'

const LONGEST_PURPOSE = 500

/** Personal data that an answer shows. */
export interface Shown {
  /** Such as `person.read`. */
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly count?: number
}

/**
 * Writes to the audit log that the caller is shown NIK, KK or phone in full, with the purpose of `X-Purpose`; writes nothing
 * for a key that sees them masked. Await it before answering.
 */
export async function disclose(call: Call<unknown, unknown, unknown>, shown: Shown): Promise<void> {
  const disclosure = disclosureOf(call, shown)
  if (disclosure !== undefined) await call.context.disclosures.write(disclosure)
}

/** The same in a transaction that changes something, so that a kept answer has its disclosure. */
export async function discloseIn(tx: Tx, call: Call<unknown, unknown, unknown>, shown: Shown): Promise<void> {
  const disclosure = disclosureOf(call, shown)
  if (disclosure !== undefined) await call.context.disclosures.writeIn(tx, disclosure)
}

function disclosureOf(call: Call<unknown, unknown, unknown>, shown: Shown): Disclosure | undefined {
  if (!maySeePersonal(call.rights)) return undefined
  return { ...shown, count: shown.count ?? 1, actor: call.rights.actor, purpose: purposeOf(call) }
}

function purposeOf({ headers }: Call<unknown, unknown, unknown>): string | undefined {
  const purpose = headers['x-purpose']
  if (purpose === undefined) return undefined
  if (typeof purpose === 'string' && purpose.length <= LONGEST_PURPOSE) return purpose
  throw new HttpProblem('HEADER_INVALID', `X-Purpose must have at most ${LONGEST_PURPOSE} characters.`)
}
