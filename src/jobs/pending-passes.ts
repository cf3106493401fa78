import { linkOrSetAside } from '../application/linkage/link-or-set-aside.js'
import { linkPending } from '../application/linkage/link-pending.js'
import { NextPassPrefetch } from '../application/linkage/scheduling/next-pass-prefetch.js'
import type { PassLog } from '../application/linkage/scheduling/pass-log.js'
import type { ContextReader } from '../application/active-model/read-context.js'
import { isTransient } from '../application/context/is-transient.js'
import type { Registry } from '../application/context/registry.js'
import { retryTransient } from '../application/context/retry-transient.js'
import { BackOff } from './back-off.js'

export interface PendingPassesOptions {
  readonly recordsPerPass: number
  readonly pollMs: number
  readonly onFailure: (error: unknown) => void
  /** Called for a record that fails even in a pass of its own. */
  readonly onSetAside: (recordId: string, error: unknown) => void
}

/** The factor by which the next pass is smaller after a failed one, and larger after a successful one. */
const STEP = 4
/**
 * If one record after the other fails, the cause is hardly the records. With pauses of a minute only few are set aside before
 * an operator can intervene.
 */
const LONGEST_PAUSE_MS = 60_000

/**
 * Links pending records, pass after pass. After a failed pass, smaller ones isolate the records that cause the failure.
 * These are set aside, so that they do not stop the others.
 */
export class PendingPasses {
  readonly #registry: Registry
  readonly #reader: ContextReader
  readonly #options: PendingPassesOptions
  readonly #prefetch: NextPassPrefetch
  readonly #pause: BackOff
  #limit: number
  #comparedPairs = 0

  constructor(
    registry: Registry,
    { reader, log }: { reader: ContextReader; log: PassLog },
    options: PendingPassesOptions,
  ) {
    this.#registry = registry
    this.#reader = reader
    this.#options = options
    this.#prefetch = new NextPassPrefetch(registry.database.lookups, log)
    this.#pause = new BackOff(options.pollMs, LONGEST_PAUSE_MS)
    this.#limit = options.recordsPerPass
  }

  /** Pairs that the passes have compared so far. */
  get comparedPairs(): number {
    return this.#comparedPairs
  }

  /** Runs a pass. Returns whether there was work. Throws transient errors of the database. */
  async next(): Promise<boolean> {
    if (!this.#pause.isOver) return false
    return this.#limit > 1 ? this.#linkSome() : this.#linkOne()
  }

  async #linkSome(): Promise<boolean> {
    try {
      const pass = { reader: this.#reader, limit: this.#limit, prefetch: this.#prefetch }
      const { taken, comparedPairs } = await retryTransient(() => linkPending(this.#registry, pass))
      this.#count(comparedPairs)
      return taken > 0
    } catch (error) {
      if (isTransient(error)) throw error
      this.#options.onFailure(error)
      this.#limit = Math.ceil(this.#limit / STEP)
      return true
    }
  }

  async #linkOne(): Promise<boolean> {
    const { taken, comparedPairs, setAside } = await retryTransient(() => linkOrSetAside(this.#registry, this.#reader))
    if (setAside === undefined) this.#count(comparedPairs)
    else {
      this.#options.onSetAside(setAside.recordId, setAside.error)
      this.#pause.failed()
    }
    return taken > 0
  }

  #count(comparedPairs: number): void {
    this.#comparedPairs += comparedPairs
    this.#pause.succeeded()
    this.#limit = Math.min(this.#limit * STEP, this.#options.recordsPerPass)
  }
}
