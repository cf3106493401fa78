import { applyNextBatch } from '../application/batches/applying/apply-next-batch.js'
import { shouldWaitForBatches } from '../application/batches/applying/should-wait-for-batches.js'
import type { SingleChange, SingleOutcome } from '../application/linkage/state/single-change.js'
import { PassLog } from '../application/linkage/scheduling/pass-log.js'
import { ContextReader } from '../application/active-model/read-context.js'
import type { Registry } from '../application/context/registry.js'
import { retryTransient } from '../application/context/retry-transient.js'
import { BackOff } from './back-off.js'
import { PendingPasses } from './pending-passes.js'
import { SecondChances } from './second-chances.js'
import { SinglePasses } from './single-passes.js'
import { Waiting } from './waiting.js'

export interface LinkerOptions {
  /** Pending records in one pass. */
  readonly recordsPerPass: number
  /** Single changes in one pass at most. */
  readonly singlesPerPass: number
  /** How often the linker looks for work that other processes have received. */
  readonly pollMs: number
  /** After how long a record that was set aside, or a batch that could not be applied, is tried again at first. */
  readonly retryMs: number
  /** Called after a failed pass or batch. Transient failures are retried after a pause. */
  readonly onFailure: (error: unknown) => void
  /** Called for a record that fails even in a pass of its own. The record is set aside, and tried again later. */
  readonly onSetAside: (recordId: string, error: unknown) => void
}

export const LINKER_DEFAULTS: LinkerOptions = {
  recordsPerPass: 5_000,
  singlesPerPass: 500,
  pollMs: 500,
  retryMs: 10_000,
  onFailure: () => undefined,
  onSetAside: () => undefined,
}

/** The longest pause between retries while the database is unavailable. */
const LONGEST_PAUSE_MS = 5000

/**
 * Applies batches and links pending records, pass after pass. Single changes that arrive while a pass runs share the next
 * one. Any number of processes may each run a linker on the same database.
 */
export class Linker {
  readonly #registry: Registry
  readonly #options: LinkerOptions
  readonly #waiting = new Waiting()
  /**
   * When to look for batches and pending records again, in ms of `performance.now()`. If the last look found none, single
   * changes do not wait for another one until then.
   */
  #nextPollMs = 0
  #isStopping = false
  #running: Promise<void> | undefined
  readonly #pause: BackOff
  readonly #secondChances: SecondChances
  readonly #pending: PendingPasses
  readonly #singles: SinglePasses

  constructor(registry: Registry, options: Partial<LinkerOptions> = {}) {
    this.#registry = registry
    this.#options = { ...LINKER_DEFAULTS, ...options }
    this.#pause = new BackOff(this.#options.pollMs, LONGEST_PAUSE_MS)
    const passes = { reader: new ContextReader(registry), log: new PassLog() }
    this.#secondChances = new SecondChances(registry, this.#options.retryMs, this.#options.onFailure)
    const onSetAside = (recordId: string, error: unknown): void => {
      this.#secondChances.failed(recordId)
      this.#options.onSetAside(recordId, error)
    }
    this.#pending = new PendingPasses(registry, passes, { ...this.#options, onSetAside })
    this.#singles = new SinglePasses(registry, passes, this.#options)
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Whether the linker accepts work. */
  get isRunning(): boolean {
    return this.#running !== undefined && !this.#isStopping
  }

  /** Pairs that the passes over pending records have compared so far. */
  get comparedPairs(): number {
    return this.#pending.comparedPairs
  }

  /** Ends the wait for work. Called after a batch was received or a judgement was made. */
  wake(): void {
    this.#nextPollMs = 0
    this.#waiting.end()
  }

  /** Receives and links a single change. Resolves once it is committed and linked. */
  link(change: SingleChange): Promise<SingleOutcome> {
    if (this.#isStopping) return Promise.reject(new Error('The linker has stopped'))
    const outcome = this.#singles.add(change)
    this.#waiting.end()
    return outcome
  }

  /** Stops the linker. Resolves once the running pass and the accepted single changes are finished. */
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
   * Runs one step of each kind of work, so that single changes wait for one pass at most, however long a batch is and even
   * if it fails. Returns whether there was work.
   */
  async #round(): Promise<boolean> {
    const linked = await this.#singles.next()
    if (this.#isStopping || !this.#pause.isOver || (linked && performance.now() < this.#nextPollMs)) return linked
    try {
      const worked = await this.#linkBatches()
      this.#nextPollMs = worked ? 0 : performance.now() + this.#options.pollMs
      this.#pause.succeeded()
      return worked || linked
    } catch (error) {
      this.#options.onFailure(error)
      this.#pause.failed()
      return linked
    }
  }

  async #linkBatches(): Promise<boolean> {
    await this.#secondChances.next()
    const apply = () =>
      applyNextBatch(this.#registry, (id) => {
        this.#secondChances.failed(id)
      })
    if ((await retryTransient(apply)) !== 'nothing') return true
    return !(await shouldWaitForBatches(this.#registry)) && this.#pending.next()
  }
}
