import type { Tx } from '../../application/context/unit-of-work.js'
import type { Disclosure } from '../../application/access/disclosure-log.js'
import { maySeePersonal } from '../../application/access/rights.js'
import type { Call } from '../contract/route.js'
import { purposeIn } from './purpose.js'

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'context' | 'rights' | 'headers' | 'requestId' | 'callerRequestId'>

/** What an answer shows of persons. */
export interface Shown {
  /** Such as `person.read`. */
  readonly action: string
  readonly subjectKind: string
  /** Of the subject; without one, the id that the server gave to the request. */
  readonly subjectId?: string
  /** The number of subjects; by default 1. */
  readonly count?: number
  /** The ids of all persons shown, by which each of them finds the row (`personsIn` finds them in a view). */
  readonly persons?: readonly string[]
}

/**
 * Writes to the audit log that the caller is shown NIK, KK or phone in full, with the purpose of `X-Purpose`; writes nothing
 * for a key that sees them masked. Await it before answering.
 */
export async function disclose(call: AnyCall, shown: Shown): Promise<void> {
  if (maySeePersonal(call.rights)) await auditShown(call, shown)
}

/** Writes to the audit log what the caller is shown, whatever its rights. Await it before answering. */
export async function auditShown(call: AnyCall, shown: Shown): Promise<void> {
  await call.context.disclosures.write(disclosureOf(call, shown))
}

/** `disclose` in a transaction that changes something, so that a kept answer has its disclosure. */
export async function discloseIn(tx: Tx, call: AnyCall, shown: Shown): Promise<void> {
  if (maySeePersonal(call.rights)) await call.context.disclosures.writeIn(tx, disclosureOf(call, shown))
}

function disclosureOf({ rights, headers, requestId, callerRequestId }: AnyCall, shown: Shown): Disclosure {
  const { action, subjectKind, subjectId = requestId, count = 1, persons = [] } = shown
  const purpose = purposeIn(headers)
  return { action, subjectKind, subjectId, count, persons, actor: rights.actor, purpose, requestId, callerRequestId }
}
