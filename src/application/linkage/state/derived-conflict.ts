import type { ConflictKind } from '../../../domain/registry/conflicts/conflict.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'

/** A disagreement that the records and judgements give as they are after the pass. */
export interface DerivedConflict {
  readonly kind: ConflictKind
  /** What it is about, from which its id is computed: the same as long as the question is the same. */
  readonly subject: readonly string[]
  /** 0 to 100. */
  readonly severity: number
  readonly personIds: readonly string[]
  readonly records: readonly LiveRecord[]
  /** Ids, levels and numbers; what records say is looked up when it is shown. */
  readonly evidence: object
}
