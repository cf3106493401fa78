import type { Model } from '../../domain/linkage/model/model.js'
import type { TrustOf } from '../../domain/registry/records/trust.js'

/** What decides besides records and judgements, and what a pass takes from outside. */
export interface LinkingContext {
  readonly model: Model
  readonly trustOf: TrustOf
  /** Keeps the ids of conflicts from being guessed. */
  readonly secret: Buffer
  /** The time of the pass. */
  readonly now: Date
  readonly newId: () => string
  /** What there is none of in the whole registry and need not be looked up. */
  readonly lacks?: {
    readonly judgements: boolean
    readonly crowds: boolean
    readonly setAside: boolean
    readonly unfinishedBatches: boolean
  }
}
