import { applyNextBatch } from '../application/batches/applying/apply-next-batch.js'
import { shouldWaitForBatches } from '../application/batches/applying/should-wait-for-batches.js'
import type { SingleChange, SingleOutcome } from '../application/linkage/state/single-change.js'
import { PassLog } from '../application/linkage/scheduling/pass-log.js'
import { ContextReader } from '../application/active-model/read-context.js'
import { retrySetAside } from '../application/linkage/retry-set-aside.js'
import type { Registry } from '../application/context/registry.js'
import { retryTransient } from '../application/context/retry-transient.js'
import { BackOff } from './back-off.js'
import { PendingPasses } from './pending-passes.js'
import { SinglePasses } from './single-passes.js'
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

/**
 * Applies deliveries and links what waits, pass after pass, as long as it runs; single changes that come while a pass runs
 * share the next one. Any number of processes may each run one on the same database.
 */
export class Linker {
  readonly #registry: Registry
  readonly #options: LinkerOptions
  readonly #waiting = new Waiting()
  /** While there was nothing delivered to link, single changes do not wait for looking again, in ms of this process. */
  #nextLook = 0
  #isStopping = false
  #running: Promise<void> | undefined
  #hasTakenBack = false
  readonly #pause: BackOff
  readonly #pending: PendingPasses
  readonly #singles: SinglePasses

  constructor(registry: Registry, options: Partial<LinkerOptions> = {}) {
    this.#registry = registry
    this.#options = { ...LINKER_DEFAULTS, ...options }
    this.#pause = new BackOff(this.#options.pollMs, LONGEST_PAUSE_MS)
    const passes = { reader: new ContextReader(registry), log: new PassLog() }
    this.#pending = new PendingPasses(registry, passes, this.#options)
    this.#singles = new SinglePasses(registry, passes, this.#options)
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
    const outcome = this.#singles.add(change)
    this.#waiting.end()
    return outcome
  }

  /** Finishes the pass that runs and the single changes that were taken on. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.wake()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#isStopping || !this.#singles.isEmpty) {
      const hadWork = await this.#round()
      if (!hadWork && !this.#isStopping && this.#singles.isEmpty) await this.#waiting.wait(this.#options.pollMs)
    }
  }

  /**
   * One turn for each kind of work, so that a long delivery does not keep single changes waiting for more than a pass, nor
   * one that fails keep them from being tried.
   */
  async #round(): Promise<boolean> {
    const linked = await this.#singles.next()
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
    if (!this.#hasTakenBack) await retrySetAside(this.#registry)
    this.#hasTakenBack = true
    if ((await retryTransient(() => applyNextBatch(this.#registry))) !== 'nothing') return true
    return !(await shouldWaitForBatches(this.#registry)) && this.#pending.next()
  }
}
