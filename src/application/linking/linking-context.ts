import type { Model } from '../../domain/linkage/model.js'
import type { TrustOf } from '../../domain/registry/trust.js'

/** What decides besides records and judgements, and what a pass takes from outside. */
export interface LinkingContext {
  readonly model: Model
  readonly trustOf: TrustOf
  /** Keeps the ids of conflicts from being guessed. */
  readonly secret: Buffer
  /** The time of the pass. */
  readonly now: Date
  readonly newId: () => string
}
