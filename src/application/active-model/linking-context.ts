import type { Model } from '../../domain/linkage/model/model.js'
import type { TrustOf } from '../../domain/registry/records/trust.js'

/** The inputs of a pass besides records and judgements. */
export interface LinkingContext {
  readonly model: Model
  readonly trustOf: TrustOf
  /** Makes the ids of conflicts impossible to guess. */
  readonly secret: Buffer
  /** The time of the pass. */
  readonly now: Date
  readonly newId: () => string
  /** Kinds of rows that the whole registry has none of, so that a pass need not look them up. */
  readonly lacks?: {
    readonly judgements: boolean
    readonly crowds: boolean
    readonly setAside: boolean
    readonly unfinishedBatches: boolean
    readonly pastMemberships: boolean
  }
}
