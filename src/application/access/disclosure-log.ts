import { setImmediate } from 'node:timers/promises'
import { type AuditEntry, appendAudits } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import type { Registry } from '../context/registry.js'

/** Personal data that is about to be shown in full. */
export interface Disclosure {
  readonly actor: string
  /** The audit action, such as `person.read`. */
  readonly action: string
  readonly subjectKind: string
  /** The id of the subject, or of the first one. */
  readonly subjectId: string
  /** The number of subjects. */
  readonly count: number
  /** The ids of all persons shown; the subject, if it is a person, need not be among them. */
  readonly persons: readonly string[]
  /** The purpose that the caller states. */
  readonly purpose: string | undefined
  /** The id that the server gave to the request. */
  readonly requestId: string
  /** The id that the caller gave to it. */
  readonly callerRequestId: string | undefined
}

interface Waiting {
  readonly entries: readonly AuditEntry[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const MOST_PER_TRANSACTION = 500
/** Of one row: a disclosure of more persons has several rows, so that a page of the log stays small. */
const MOST_PERSONS = 500

/**
 * Writes disclosures of personal data to the audit log. Rows of the log are chained, so transactions that append to it run
 * one after the other: disclosures that arrive while one is written share the next transaction.
 */
export class DisclosureLog {
  readonly #registry: Registry
  #waiting: Waiting[] = []
  #isWriting = false

  constructor(registry: Registry) {
    this.#registry = registry
  }

  /** Resolves once the disclosure is committed; only then may the data be shown. */
  write(disclosure: Disclosure): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ entries: entriesOf(disclosure), resolve, reject })
    })
    if (!this.#isWriting) void this.#writeAll()
    return written
  }

  /** Writes a disclosure in the transaction of the caller, which must send its answer after the commit. */
  writeIn(tx: Tx, disclosure: Disclosure): Promise<void> {
    return appendAudits(tx, entriesOf(disclosure), this.#registry.now())
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    await setImmediate()
    while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting.splice(0, MOST_PER_TRANSACTION))
    this.#isWriting = false
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    const entries = batch.flatMap(({ entries: own }) => own)
    try {
      await inTransaction(this.#registry.database, (tx) => appendAudits(tx, entries, this.#registry.now()))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}

function entriesOf(disclosure: Disclosure): AuditEntry[] {
  const { actor, action, subjectKind, subjectId, count, persons, purpose, requestId, callerRequestId } = disclosure
  const others = subjectKind === 'person' ? persons.filter((id) => id !== subjectId) : persons
  const request = {
    request: requestId,
    ...(callerRequestId === undefined ? {} : { caller_request: callerRequestId }),
  }
  return piecesOf(others).map((piece) => ({
    actor,
    action,
    subjectKind,
    subjectId,
    content: { count, ...request, ...(piece.length === 0 ? {} : { persons: piece }) },
    ...(purpose === undefined ? {} : { reason: purpose }),
  }))
}

/** At least one piece, also of no persons. */
function piecesOf(persons: readonly string[]): (readonly string[])[] {
  const count = Math.max(1, Math.ceil(persons.length / MOST_PERSONS))
  return Array.from({ length: count }, (_, at) => persons.slice(at * MOST_PERSONS, (at + 1) * MOST_PERSONS))
}
