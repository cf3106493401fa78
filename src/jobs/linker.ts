import { applyNextBatch } from '../application/batches/apply-next-batch.js'
import { isGathering } from '../application/batches/is-gathering.js'
import { linkPending } from '../application/linking/link-pending.js'
import { linkSingles, type SingleChange, type SingleOutcome } from '../application/linking/link-singles.js'
import { ContextReader } from '../application/linking/read-context.js'
import type { Registry } from '../application/registry.js'
import { Waiting } from './waiting.js'

/** How the linker works. */
export interface LinkerOptions {
  /** Waiting records that one pass takes. */
  readonly recordsPerPass: number
  /** Single changes that share a pass at most. */
  readonly singlesPerPass: number
  /** How often it looks for work that other processes left. */
  readonly pollMs: number
  /** Hears of a failed pass; it is tried again after a while. */
  readonly onFailure: (error: unknown) => void
}

export const LINKER_DEFAULTS: LinkerOptions = {
  recordsPerPass: 5_000,
  singlesPerPass: 500,
  pollMs: 500,
  onFailure: () => undefined,
}

interface QueuedSingle {
  readonly change: SingleChange
  readonly resolve: (outcome: SingleOutcome) => void
  readonly reject: (error: unknown) => void
}

/**
 * Applies deliveries and links what waits, pass after pass, as long as it runs; single changes that come while a pass runs
 * share the next one. Any number of processes may each run one on the same database.
 */
export class Linker {
  readonly #registry: Registry
  readonly #reader: ContextReader
  readonly #options: LinkerOptions
  readonly #waiting = new Waiting()
  #singles: QueuedSingle[] = []
  #isStopping = false
  #running: Promise<void> | undefined
  #comparedPairs = 0

  constructor(registry: Registry, options: Partial<LinkerOptions> = {}) {
    this.#registry = registry
    this.#reader = new ContextReader(registry)
    this.#options = { ...LINKER_DEFAULTS, ...options }
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Pairs that the passes over waiting records have compared so far. */
  get comparedPairs(): number {
    return this.#comparedPairs
  }

  /** Says that there is work: a delivery was received, a judgement given. */
  wake(): void {
    this.#waiting.end()
  }

  /** Receives and links a single change; the answer comes when it is durable and linked. */
  link(change: SingleChange): Promise<SingleOutcome> {
    if (this.#isStopping) return Promise.reject(new Error('the linker has stopped'))
    return new Promise((resolve, reject) => {
      this.#singles.push({ change, resolve, reject })
      this.wake()
    })
  }

  /** Finishes the pass that runs and the single changes that were taken on. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.wake()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#isStopping || this.#singles.length > 0) {
      const hadWork = await this.#round()
      if (!hadWork && !this.#isStopping && this.#singles.length === 0) await this.#waiting.wait(this.#options.pollMs)
    }
  }

  /** One turn for each kind of work, so that a long delivery does not keep single changes waiting for more than a pass. */
  async #round(): Promise<boolean> {
    try {
      const linked = await this.#linkSingles()
      if (this.#isStopping) return linked
      if ((await applyNextBatch(this.#registry)) !== 'nothing') return true
      return (await this.#linkPending()) || linked
    } catch (error) {
      this.#options.onFailure(error)
      return false
    }
  }

  async #linkPending(): Promise<boolean> {
    if (await isGathering(this.#registry)) return false
    const passed = await linkPending(this.#registry, { reader: this.#reader, limit: this.#options.recordsPerPass })
    this.#comparedPairs += passed.comparedPairs
    return passed.taken > 0
  }

  /** A pass that fails is repeated one by one, so that only the change at fault is refused. */
  async #linkSingles(): Promise<boolean> {
    const queued = this.#takeSingles()
    if (queued.length === 0) return false
    try {
      await this.#linkTogether(queued)
    } catch (error) {
      if (queued.length === 1) queued[0]?.reject(error)
      else for (const single of queued) await this.#linkTogether([single]).catch(single.reject)
    }
    return true
  }

  async #linkTogether(queued: readonly QueuedSingle[]): Promise<void> {
    const changes = queued.map(({ change }) => change)
    const outcomes = await linkSingles(this.#registry, this.#reader, changes)
    queued.forEach(({ resolve, reject }, at) => {
      const outcome = outcomes[at]
      if (outcome === undefined) reject(new Error('a single change was lost'))
      else resolve(outcome)
    })
  }

  /** Two changes of one record go in two passes, in the order in which they came. */
  #takeSingles(): QueuedSingle[] {
    const taken: QueuedSingle[] = []
    const left: QueuedSingle[] = []
    const named = new Set<string>()
    for (const single of this.#singles) {
      const name = `${single.change.source}\0${single.change.sourceKey}`
      if (taken.length < this.#options.singlesPerPass && !named.has(name)) taken.push(single)
      else left.push(single)
      named.add(name)
    }
    this.#singles = left
    return taken
  }
}
