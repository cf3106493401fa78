import { retryNotApplied } from '../application/batches/applying/retry-not-applied.js'
import { retrySetAside } from '../application/linkage/retry-set-aside.js'
import { isTransient } from '../application/context/is-transient.js'
import type { Registry } from '../application/context/registry.js'
import { BackOff } from './back-off.js'

/** What keeps failing is at last tried once an hour: each attempt repeats passes and leaves an entry in the audit log. */
const LONGEST_PAUSE_MS = 3_600_000
/** Of the records that failed last; a record that is not among them failed for another cause. */
const MOST_REMEMBERED = 1000

/**
 * Tries records that were set aside and batches that could not be applied again: at the start, then at growing intervals while
 * there are any. What fails anew begins with short intervals again.
 */
export class SecondChances {
  readonly #registry: Registry
  readonly #pause: BackOff
  readonly #failed = new Set<string>()

  readonly #onFailure: (error: unknown) => void

  constructor(registry: Registry, firstMs: number, onFailure: (error: unknown) => void) {
    this.#registry = registry
    this.#onFailure = onFailure
    this.#pause = new BackOff(firstMs, LONGEST_PAUSE_MS)
  }

  /** Makes what failed wait again, if it is time. Throws transient errors of the database. */
  async next(): Promise<void> {
    if (!this.#pause.isOver) return
    try {
      const released = (await retrySetAside(this.#registry)) + (await retryNotApplied(this.#registry))
      if (released === 0) {
        this.#pause.succeeded()
        this.#failed.clear()
      }
    } catch (error) {
      if (isTransient(error)) throw error
      // Whatever is wrong with these must not keep new work waiting.
      this.#onFailure(error)
    }
    this.#pause.failed()
  }

  /** Notes that a record or batch has failed. */
  failed(id: string): void {
    if (this.#failed.has(id)) return
    if (this.#failed.size >= MOST_REMEMBERED) this.#failed.clear()
    this.#failed.add(id)
    this.#pause.succeeded()
    this.#pause.failed()
  }
}
