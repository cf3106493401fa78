import type { ConflictKind } from '../../../domain/registry/conflicts/conflict.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'

/** A conflict that follows from the records and judgements as they are after the pass. */
export interface DerivedConflict {
  readonly kind: ConflictKind
  /** The ids or numbers that the conflict's own id is computed from, so that it stays the same. */
  readonly subject: readonly string[]
  /** 0 to 100. */
  readonly severity: number
  readonly personIds: readonly string[]
  readonly records: readonly LiveRecord[]
  /** Ids, levels and numbers; the values of records are looked up when the conflict is shown. */
  readonly evidence: object
}
