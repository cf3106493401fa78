import { type AuditHead, type Conn, watchAudit } from '../application/reporting/watch-audit.js'

/** How often the head is told, and the listeners. */
export interface AuditHeadsOptions {
  readonly everyMs: number
  /** Called with each new head. */
  readonly onHead: (head: AuditHead) => void
  /** Called with a head that was told before and is no longer in the chain. */
  readonly onRewritten: (head: AuditHead) => void
  readonly onFailure: (error: unknown) => void
}

/**
 * Tells the heads of the audit log at intervals, so that they stand where the database's owner cannot reach: a person who rewrites the
 * chain anew makes one that is valid by itself, but not one that holds the heads of before.
 */
export class AuditHeads {
  readonly #conn: Conn
  readonly #options: AuditHeadsOptions
  #told: AuditHead | undefined
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> = Promise.resolve()

  constructor(conn: Conn, options: AuditHeadsOptions) {
    this.#conn = conn
    this.#options = options
  }

  /** Tells the head now and at every interval. */
  start(): void {
    void this.tell()
    this.#timer = setInterval(() => void this.tell(), this.#options.everyMs)
    this.#timer.unref()
  }

  /** Tells the last head and ends. */
  stop(): Promise<void> {
    clearInterval(this.#timer)
    return this.tell()
  }

  /** Tells the head if it is new. Never rejects. */
  tell(): Promise<void> {
    this.#underWay = this.#underWay.then(() => this.#look())
    return this.#underWay
  }

  async #look(): Promise<void> {
    try {
      const { head, lost } = await watchAudit(this.#conn, this.#told)
      if (lost !== undefined) this.#options.onRewritten(lost)
      if (head !== undefined && head.hash !== this.#told?.hash) this.#options.onHead(head)
      this.#told = head
    } catch (error) {
      this.#options.onFailure(error)
    }
  }
}
