import type { BatchView } from '../../../src/application/batches/batch-view.js'
import type { SingleChange, SingleOutcome } from '../../../src/application/linkage/state/single-change.js'
import { isRefusal, type Refusal } from '../../../src/application/context/refusals.js'
import type { KillableService } from './killable-service.js'
import type { SourcePlan, Step } from './load-plan.js'

/** What was answered: all of it must be found in the end. */
export interface Acknowledged {
  /** Deliveries that were answered as received, by their ids, with the rows that were sent. */
  readonly batches: Map<string, number>
  /** Effects of single changes by record id. */
  readonly singles: { readonly change: SingleChange; readonly outcome: SingleOutcome }[]
}

const SILENCE_MS = 61_000

/** Carries out the plans of all sources at once, as their agencies would, and gives what was answered. */
export async function loadAll(service: KillableService, plans: readonly SourcePlan[]): Promise<Acknowledged> {
  const acknowledged: Acknowledged = { batches: new Map(), singles: [] }
  await service.call({ kind: 'prepare', sources: plans.map(({ source }) => source) })
  await Promise.all(
    plans.map(async ({ source, steps }) => {
      const batches: string[] = []
      for (const step of steps) await new SourceClient(service, source, { acknowledged, batches }).take(step)
    }),
  )
  return acknowledged
}

class SourceClient {
  readonly #service: KillableService
  readonly #source: string
  readonly #acknowledged: Acknowledged
  readonly #batches: string[]

  constructor(service: KillableService, source: string, told: { acknowledged: Acknowledged; batches: string[] }) {
    this.#service = service
    this.#source = source
    this.#acknowledged = told.acknowledged
    this.#batches = told.batches
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'deliver':
        return this.#deliver(step)
      case 'settle':
        for (const id of this.#batches.splice(0)) await this.#service.call({ kind: 'settle', batch: id })
        return
      case 'singles':
        await Promise.all(step.changes.map((change) => this.#single(change)))
    }
  }

  async #deliver({ mode, file, rows }: Step & { kind: 'deliver' }): Promise<void> {
    for (;;) {
      const source = this.#source
      const given = await this.#service.call<BatchView | Refusal>({ kind: 'deliver', source, mode, file })
      if (isRefusal(given)) await this.#giveUpTheDead(given)
      else if (given.state === 'failed') continue
      else {
        if (given.state === 'refused') throw new Error(`A delivery was refused: ${given.refusal?.code ?? ''}`)
        this.#acknowledged.batches.set(given.id, rows)
        this.#batches.push(given.id)
        return
      }
    }
  }

  /** A delivery that the service lost its database over counts as being received until a minute of silence has passed. */
  async #giveUpTheDead({ code }: Refusal): Promise<void> {
    if (code !== 'SOURCE_BUSY') throw new Error(`A delivery was declined: ${code}`)
    await this.#service.call({ kind: 'hasten', byMs: SILENCE_MS })
  }

  async #single(change: SingleChange): Promise<void> {
    const outcome = await this.#service.call<SingleOutcome>({ kind: 'single', change })
    this.#acknowledged.singles.push({ change, outcome })
  }
}
