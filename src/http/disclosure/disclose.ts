import type { DeedTx } from '../../application/context/deed.js'
import type { Disclosure } from '../../application/access/disclosure-log.js'
import { maySeePersonal } from '../../application/access/rights.js'
import { HttpProblem } from '../contract/problem.js'
import type { Call } from '../contract/route.js'

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
  const disclosure = disclosureOf(call, shown)
  if (disclosure !== undefined) await call.context.disclosures.write(disclosure)
}

/** The same, in the transaction of what is done: an answer that is kept with it can be asked for again. */
export async function discloseIn(tx: DeedTx, call: Call<unknown, unknown, unknown>, shown: Shown): Promise<void> {
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
  throw new HttpProblem('HEADER_INVALID', `X-Purpose has at most ${LONGEST_PURPOSE} characters.`)
}
