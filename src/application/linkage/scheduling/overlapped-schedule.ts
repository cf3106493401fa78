import type { Tx } from '../../../storage/postgres/connection.js'
import type { PassSteps } from '../changes/pass-steps.js'
import { saveStep } from '../changes/save-pass.js'
import { loadNikHolders } from '../conflicts/nik-conflicts.js'
import { doubtfulEnds } from '../persons/find-components.js'
import type { Pass } from '../state/pass.js'
import { areFew, yieldFor } from './few-changes.js'
import type { PassLogEntry } from './pass-log.js'
import { PassPrefetch } from './pass-prefetch.js'
import { passWriteSet } from './pass-write-set.js'
import type { Schedule } from './schedule.js'
import { WriteQueue } from './write-queue.js'

/** What overlaps with the steps of a pass. */
export interface Overlap {
  /** Writes while later steps are computed; the view of the pass must read by another connection. */
  readonly tx: Tx
  /** Takes what the pass writes as soon as it is known. */
  readonly entry?: PassLogEntry | undefined
  /** What else is written, right after the records. */
  readonly alsoWrite?: () => Promise<void>
}

interface StepPlan<Result> {
  /** Whether a pass over many changes yields before the next step. */
  readonly yields?: true
  /** What a pass over few changes begins to read for later steps. */
  readonly prefetch?: (prefetch: PassPrefetch, result: Result, earlier: Partial<PassSteps>) => void
  /** Whether the next step waits for all that was prefetched. */
  readonly awaitsPrefetch?: true
}

/** What happens after each step, besides writing its result. */
const PLAN: { readonly [Name in keyof PassSteps]?: StepPlan<PassSteps[Name]> } = {
  candidates: { yields: true },
  narrowed: {
    yields: true,
    prefetch: (prefetch, { recordIds }) => {
      prefetch.readHouseholds(recordIds)
    },
  },
  edges: { yields: true },
  components: {
    yields: true,
    prefetch: (prefetch, components) => {
      prefetch.readPersons(doubtfulEnds(components))
    },
  },
  clusters: { yields: true, awaitsPrefetch: true },
  recordChanges: {
    yields: true,
    prefetch: (prefetch, _, { candidates, persons }) => {
      if (candidates === undefined || persons === undefined) return
      prefetch.begin((pass) => loadNikHolders(pass, { keys: candidates.keys, persons }))
    },
  },
  households: { yields: true },
  personChanges: { yields: true },
  householdChanges: { yields: true },
}

/** Writes the result of each step while the later ones are computed, and reads ahead or yields by the plan. */
export class OverlappedSchedule implements Schedule {
  readonly #overlap: Overlap
  readonly #writes = new WriteQueue()
  readonly #prefetch: PassPrefetch | undefined
  readonly #yield: () => Promise<void>
  readonly #results: { -readonly [Name in keyof PassSteps]?: PassSteps[Name] } = {}

  constructor(pass: Pass, overlap: Overlap) {
    this.#overlap = overlap
    this.#prefetch = areFew(pass.changes) ? new PassPrefetch(pass) : undefined
    this.#yield = yieldFor(pass.changes)
  }

  async step<Name extends keyof PassSteps>(
    name: Name,
    pending: PassSteps[Name] | Promise<PassSteps[Name]>,
  ): Promise<PassSteps[Name]> {
    const result = await pending
    this.#write(name, result)
    const plan = PLAN[name]
    if (this.#prefetch !== undefined) plan?.prefetch?.(this.#prefetch, result, this.#results)
    if (plan?.yields === true) await this.#yield()
    if (plan?.awaitsPrefetch === true) await this.#prefetch?.done()
    return result
  }

  /** Waits for all writes; throws the error of the first that failed. */
  written(): Promise<void> {
    return this.#writes.done()
  }

  /** Waits until no write is under way, whether it failed or not. */
  settled(): Promise<void> {
    return this.#writes.settled()
  }

  #write<Name extends keyof PassSteps>(name: Name, result: PassSteps[Name]): void {
    this.#results[name] = result
    const { tx, entry, alsoWrite } = this.#overlap
    const write = saveStep(tx, name, result)
    if (write !== undefined) this.#writes.add(write)
    if (name !== 'recordChanges') return
    const { candidates, recordChanges } = this.#results
    if (entry !== undefined && candidates !== undefined && recordChanges !== undefined) {
      entry.writeSet = passWriteSet(candidates.keys, recordChanges)
    }
    if (alsoWrite !== undefined) this.#writes.add(alsoWrite())
  }
}
