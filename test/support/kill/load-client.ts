import type { BatchView } from '../../../src/application/batches/batch-view.js'
import type { SingleChange, SingleOutcome } from '../../../src/application/linkage/state/single-change.js'
import { isRefusal, type Refusal } from '../../../src/application/context/refusals.js'
import type { KillableService } from './killable-service.js'
import type { SourcePlan, Step } from './load-plan.js'

/** What was answered with success: all of it must be in the registry at the end. */
export interface Acknowledged {
  /** Received batches by id, with the number of rows sent. */
  readonly batches: Map<string, number>
  /** Effects of single changes by record id. */
  readonly singles: { readonly change: SingleChange; readonly outcome: SingleOutcome }[]
}

const SILENCE_MS = 61_000

/** Carries out the plans of all sources at once, as their agencies would, and returns what was answered. */
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

  constructor(service: KillableService, source: string, results: { acknowledged: Acknowledged; batches: string[] }) {
    this.#service = service
    this.#source = source
    this.#acknowledged = results.acknowledged
    this.#batches = results.batches
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'send':
        return this.#send(step)
      case 'settle':
        for (const id of this.#batches.splice(0)) await this.#service.call({ kind: 'settle', batch: id })
        return
      case 'singles':
        await Promise.all(step.changes.map((change) => this.#single(change)))
    }
  }

  async #send({ mode, file, rows }: Step & { kind: 'send' }): Promise<void> {
    for (;;) {
      const source = this.#source
      const answer = await this.#service.call<BatchView | Refusal>({ kind: 'send', source, mode, file })
      if (isRefusal(answer)) await this.#endSilentBatch(answer)
      else if (answer.state === 'failed') continue
      else {
        if (answer.state === 'refused') throw new Error(`A batch was refused: ${answer.refusal?.code ?? ''}`)
        this.#acknowledged.batches.set(answer.id, rows)
        this.#batches.push(answer.id)
        return
      }
    }
  }

  /** A batch that broke off with the database counts as being received until a minute of silence has passed. */
  async #endSilentBatch({ code }: Refusal): Promise<void> {
    if (code !== 'SOURCE_BUSY') throw new Error(`A batch was declined: ${code}`)
    await this.#service.call({ kind: 'hasten', byMs: SILENCE_MS })
  }

  async #single(change: SingleChange): Promise<void> {
    const outcome = await this.#service.call<SingleOutcome>({ kind: 'single', change })
    this.#acknowledged.singles.push({ change, outcome })
  }
}
