import { linkSingles, type SingleChange, type SingleOutcome } from '../application/linking/link-singles.js'
import type { PassLog } from '../application/linking/pass-log.js'
import { type Preparation, prepareSingles } from '../application/linking/prepare-singles.js'
import type { ContextReader } from '../application/linking/read-context.js'
import { passesByItself } from '../application/passes-by-itself.js'
import type { Registry } from '../application/registry.js'
import { retryTransient } from '../application/retry-transient.js'

interface QueuedSingle {
  readonly change: SingleChange
  readonly resolve: (outcome: SingleOutcome) => void
  readonly reject: (error: unknown) => void
}

/** Single changes that go in one pass, and what is being prepared for it. */
interface SharedPass {
  readonly queued: readonly QueuedSingle[]
  readonly preparation: Preparation | undefined
}

/** So few are linked so soon that to part them would gain nothing. */
const FEW_SINGLES = 32

/**
 * Links single changes: those that come while a pass runs share the next one. Where many wait, half of them are linked while
 * the next pass is prepared for the other half: with 256 callers the service and the database have work at the same time.
 */
export class SinglePasses {
  readonly #registry: Registry
  readonly #passes: { readonly reader: ContextReader; readonly log: PassLog }
  readonly #singlesPerPass: number
  #waiting: QueuedSingle[] = []
  #next: SharedPass | undefined

  constructor(
    registry: Registry,
    passes: { reader: ContextReader; log: PassLog },
    { singlesPerPass }: { singlesPerPass: number },
  ) {
    this.#registry = registry
    this.#passes = passes
    this.#singlesPerPass = singlesPerPass
  }

  /** Whether nothing waits to be linked. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#next === undefined
  }

  /** Takes a change on; the answer comes when it is durable and linked. */
  add(change: SingleChange): Promise<SingleOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject })
    })
  }

  /**
   * Runs a pass; gives whether there was anything to do. One that fails over one of its changes is repeated one by one, so that
   * only the change at fault is refused.
   */
  async next(): Promise<boolean> {
    const { length } = this.#waiting
    const pass = this.#next ?? this.#take(length <= FEW_SINGLES ? length : Math.ceil(length / 2))
    this.#next = undefined
    if (pass === undefined) return false
    const { queued } = pass
    try {
      await this.#linkTogether(pass, () => {
        this.#next ??= this.#take(this.#waiting.length)
      })
    } catch (error) {
      if (queued.length === 1 || passesByItself(error)) for (const { reject } of queued) reject(error)
      else
        for (const single of queued)
          await this.#linkTogether({ queued: [single], preparation: undefined }).catch(single.reject)
    }
    return true
  }

  async #linkTogether({ queued, preparation }: SharedPass, onBegun = (): void => undefined): Promise<void> {
    const changes = queued.map(({ change }) => change)
    const pass = { ...this.#passes, preparation, onBegun }
    const outcomes = await retryTransient(() => linkSingles(this.#registry, changes, pass))
    queued.forEach(({ resolve, reject }, at) => {
      const outcome = outcomes[at]
      if (outcome === undefined) reject(new Error('a single change was lost'))
      else resolve(outcome)
    })
  }

  /** Two changes of one record go in two passes, in the order in which they came. */
  #take(most: number): SharedPass | undefined {
    if (most === 0) return undefined
    const queued: QueuedSingle[] = []
    const left: QueuedSingle[] = []
    const named = new Set<string>()
    for (const single of this.#waiting) {
      const name = `${single.change.source}\0${single.change.sourceKey}`
      if (queued.length < Math.min(most, this.#singlesPerPass) && !named.has(name)) queued.push(single)
      else left.push(single)
      named.add(name)
    }
    this.#waiting = left
    return { queued, preparation: this.#prepare(queued.map(({ change }) => change)) }
  }

  #prepare(changes: readonly SingleChange[]): Preparation | undefined {
    const { reader, log } = this.#passes
    const model = reader.lastModel
    return model === undefined ? undefined : prepareSingles(this.#registry.database.lookups, changes, { model, log })
  }
}
