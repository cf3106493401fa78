import { linkSingles } from '../application/linkage/link-singles.js'
import type { SingleChange, SingleOutcome } from '../application/linkage/state/single-change.js'
import type { PassLog } from '../application/linkage/scheduling/pass-log.js'
import { type Preparation, prepareSingles } from '../application/linkage/scheduling/prepare-singles.js'
import type { ContextReader } from '../application/active-model/read-context.js'
import { isTransient } from '../application/context/is-transient.js'
import type { Registry } from '../application/context/registry.js'
import { retryTransient } from '../application/context/retry-transient.js'

interface QueuedSingle {
  readonly change: SingleChange
  readonly resolve: (outcome: SingleOutcome) => void
  readonly reject: (error: unknown) => void
}

/** Links single changes. Changes that arrive while a pass runs share the next one. */
export class SinglePasses {
  readonly #registry: Registry
  readonly #passes: { readonly reader: ContextReader; readonly log: PassLog }
  readonly #singlesPerPass: number
  #waiting: QueuedSingle[] = []

  constructor(
    registry: Registry,
    passes: { reader: ContextReader; log: PassLog },
    { singlesPerPass }: { singlesPerPass: number },
  ) {
    this.#registry = registry
    this.#passes = passes
    this.#singlesPerPass = singlesPerPass
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** Queues a change. Resolves once it is committed and linked. */
  add(change: SingleChange): Promise<SingleOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject })
    })
  }

  /**
   * Runs a pass. Returns whether there was work. After an error that is not transient each change is repeated in a pass of its
   * own, so that only the change that causes the error is rejected.
   */
  async next(): Promise<boolean> {
    const queued = this.#take()
    if (queued.length === 0) return false
    try {
      await this.#linkTogether(queued)
    } catch (error) {
      if (queued.length === 1 || isTransient(error)) for (const { reject } of queued) reject(error)
      else for (const single of queued) await this.#linkTogether([single]).catch(single.reject)
    }
    return true
  }

  async #linkTogether(queued: readonly QueuedSingle[]): Promise<void> {
    const changes = queued.map(({ change }) => change)
    const preparation = this.#prepare(changes)
    const pass = { ...this.#passes, preparation }
    const outcomes = await retryTransient(() => linkSingles(this.#registry, changes, pass))
    queued.forEach(({ resolve, reject }, at) => {
      const outcome = outcomes[at]
      if (outcome === undefined) reject(new Error('A single change has no outcome'))
      else resolve(outcome)
    })
  }

  /** Prefetches rows for the pass while its transaction begins. */
  #prepare(changes: readonly SingleChange[]): Preparation | undefined {
    const { reader, log } = this.#passes
    const context = reader.last
    return context && prepareSingles(this.#registry.database, changes, { context, log })
  }

  /** Two changes of one record are linked in two passes, in the order of their arrival. */
  #take(): QueuedSingle[] {
    const taken: QueuedSingle[] = []
    const left: QueuedSingle[] = []
    const seen = new Set<string>()
    for (const single of this.#waiting) {
      const name = `${single.change.source}\0${single.change.sourceKey}`
      if (taken.length < this.#singlesPerPass && !seen.has(name)) taken.push(single)
      else left.push(single)
      seen.add(name)
    }
    this.#waiting = left
    return taken
  }
}
