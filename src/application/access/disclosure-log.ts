import { setImmediate } from 'node:timers/promises'
import { type AuditEntry, appendAudits } from '../../storage/access/audit.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import type { DeedTx } from '../context/deed.js'
import type { Registry } from '../context/registry.js'

/** Personal data that is about to be shown in full. */
export interface Disclosure {
  readonly actor: string
  /** What was asked for, such as `person.read`. */
  readonly action: string
  readonly subjectKind: string
  /** The id of what is shown, or the first of them. */
  readonly subjectId: string
  /** How many are shown. */
  readonly count: number
  /** What the caller says it is for. */
  readonly purpose: string | undefined
}

interface Waiting {
  readonly entry: AuditEntry
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const MOST_TOGETHER = 500

/**
 * Writes who was shown personal data. Rows of the audit log follow each other, so each transaction keeps all others
 * waiting: readers that come at once share one.
 */
export class DisclosureLog {
  readonly #registry: Registry
  #waiting: Waiting[] = []
  #isWriting = false

  constructor(registry: Registry) {
    this.#registry = registry
  }

  /** Resolves once it is written; only then may the data be shown. */
  write(disclosure: Disclosure): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ entry: entryOf(disclosure), resolve, reject })
    })
    if (!this.#isWriting) void this.#writeAll()
    return written
  }

  /** Writes it in a transaction that does more. */
  writeIn(tx: DeedTx, disclosure: Disclosure): Promise<void> {
    return appendAudits(tx, [entryOf(disclosure)], this.#registry.now())
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    await setImmediate()
    while (this.#waiting.length > 0) await this.#writeSome(this.#waiting.splice(0, MOST_TOGETHER))
    this.#isWriting = false
  }

  async #writeSome(some: readonly Waiting[]): Promise<void> {
    const entries = some.map(({ entry }) => entry)
    try {
      await inTransaction(this.#registry.database, (tx) => appendAudits(tx, entries, this.#registry.now()))
      for (const { resolve } of some) resolve()
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }
}

function entryOf({ actor, action, subjectKind, subjectId, count, purpose }: Disclosure): AuditEntry {
  const entry = { actor, action, subjectKind, subjectId, content: { count } }
  return purpose === undefined ? entry : { ...entry, reason: purpose }
}
