import { applyNextBatch } from '../application/batches/apply-next-batch.js'
import { isGathering } from '../application/batches/is-gathering.js'
import { linkSingles, type SingleChange, type SingleOutcome } from '../application/linking/link-singles.js'
import { ContextReader } from '../application/linking/read-context.js'
import { takeBack } from '../application/linking/take-back-set-aside.js'
import { passesByItself } from '../application/passes-by-itself.js'
import type { Registry } from '../application/registry.js'
import { retryTransient } from '../application/retry-transient.js'
import { BackOff } from './back-off.js'
import { PendingPasses } from './pending-passes.js'
import { Waiting } from './waiting.js'

/** How the linker works. */
export interface LinkerOptions {
  /** Waiting records that one pass takes. */
  readonly recordsPerPass: number
  /** Single changes that share a pass at most. */
  readonly singlesPerPass: number
  /** How often it looks for work that other processes left. */
  readonly pollMs: number
  /** Hears of a failed pass or delivery; what can be tried again is tried again after a while. */
  readonly onFailure: (error: unknown) => void
  /** Hears of a record that cannot be linked even by itself: it is left out until a linker starts anew. */
  readonly onSetAside: (recordId: string, error: unknown) => void
}

export const LINKER_DEFAULTS: LinkerOptions = {
  recordsPerPass: 5_000,
  singlesPerPass: 500,
  pollMs: 500,
  onFailure: () => undefined,
  onSetAside: () => undefined,
}

/** How long a linker without a database waits at most before it tries again. */
const LONGEST_PAUSE_MS = 5000

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
  /** While there was nothing delivered to link, single changes do not wait for looking again, in ms of this process. */
  #nextLook = 0
  #isStopping = false
  #running: Promise<void> | undefined
  #hasTakenBack = false
  readonly #pause: BackOff
  readonly #pending: PendingPasses

  constructor(registry: Registry, options: Partial<LinkerOptions> = {}) {
    this.#registry = registry
    this.#reader = new ContextReader(registry)
    this.#options = { ...LINKER_DEFAULTS, ...options }
    this.#pause = new BackOff(this.#options.pollMs, LONGEST_PAUSE_MS)
    this.#pending = new PendingPasses(registry, this.#reader, this.#options)
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Whether it takes on what comes. */
  get isRunning(): boolean {
    return this.#running !== undefined && !this.#isStopping
  }

  /** Pairs that the passes over waiting records have compared so far. */
  get comparedPairs(): number {
    return this.#pending.comparedPairs
  }

  /** Says that there is work: a delivery was received, a judgement given. */
  wake(): void {
    this.#nextLook = 0
    this.#waiting.end()
  }

  /** Receives and links a single change; the answer comes when it is durable and linked. */
  link(change: SingleChange): Promise<SingleOutcome> {
    if (this.#isStopping) return Promise.reject(new Error('the linker has stopped'))
    return new Promise((resolve, reject) => {
      this.#singles.push({ change, resolve, reject })
      this.#waiting.end()
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

  /**
   * One turn for each kind of work, so that a long delivery does not keep single changes waiting for more than a pass, nor
   * one that fails keep them from being tried.
   */
  async #round(): Promise<boolean> {
    const linked = await this.#linkSingles()
    if (this.#isStopping || !this.#pause.isOver || (linked && performance.now() < this.#nextLook)) return linked
    try {
      const worked = await this.#linkDelivered()
      this.#nextLook = worked ? 0 : performance.now() + this.#options.pollMs
      this.#pause.succeeded()
      return worked || linked
    } catch (error) {
      this.#options.onFailure(error)
      this.#pause.failed()
      return linked
    }
  }

  async #linkDelivered(): Promise<boolean> {
    if (!this.#hasTakenBack) await takeBack(this.#registry)
    this.#hasTakenBack = true
    if ((await retryTransient(() => applyNextBatch(this.#registry))) !== 'nothing') return true
    return !(await isGathering(this.#registry)) && this.#pending.next()
  }

  /** A pass that fails over one of its changes is repeated one by one, so that only the change at fault is refused. */
  async #linkSingles(): Promise<boolean> {
    const queued = this.#takeSingles()
    if (queued.length === 0) return false
    try {
      await this.#linkTogether(queued)
    } catch (error) {
      if (queued.length === 1 || passesByItself(error)) for (const { reject } of queued) reject(error)
      else for (const single of queued) await this.#linkTogether([single]).catch(single.reject)
    }
    return true
  }

  async #linkTogether(queued: readonly QueuedSingle[]): Promise<void> {
    const changes = queued.map(({ change }) => change)
    const outcomes = await retryTransient(() => linkSingles(this.#registry, this.#reader, changes))
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
