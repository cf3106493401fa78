import { linkOrSetAside } from '../application/linkage/link-or-set-aside.js'
import { linkPending } from '../application/linkage/link-pending.js'
import { NextPassPrefetch } from '../application/linkage/scheduling/next-pass-prefetch.js'
import type { PassLog } from '../application/linkage/scheduling/pass-log.js'
import type { ContextReader } from '../application/active-model/read-context.js'
import { isTransient } from '../application/context/is-transient.js'
import type { Registry } from '../application/context/registry.js'
import { retryTransient } from '../application/context/retry-transient.js'
import { BackOff } from './back-off.js'

/** How waiting records are linked. */
export interface PendingPassesOptions {
  readonly recordsPerPass: number
  readonly pollMs: number
  readonly onFailure: (error: unknown) => void
  /** Hears of a record that cannot be linked even by itself. */
  readonly onSetAside: (recordId: string, error: unknown) => void
}

/** How much less the next pass takes after a failed one, and how much more after a good one. */
const STEP = 4
/**
 * Where records after records have to be set aside, the fault is hardly theirs: so slow, few are set aside before somebody
 * has seen to it.
 */
const LONGEST_PAUSE_MS = 60_000

/**
 * Links what waits, pass after pass. After a pass that fails, smaller ones find the records that it fails over; they are
 * set aside, so that they stop nobody else.
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

  /** Pairs that were compared so far. */
  get comparedPairs(): number {
    return this.#comparedPairs
  }

  /** Runs a pass; gives whether there was anything to do. Throws where the database cannot work. */
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
