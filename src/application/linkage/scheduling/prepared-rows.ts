import type { Model } from '../../../domain/linkage/model/model.js'
import type { CanonicalRecord } from '../../../domain/registry/records/canonical-record.js'
import { FeatureRows, type RowRecord } from '../state/feature-rows.js'
import type { Prefetched } from './prefetched.js'

/** Rows that were made before the pass which may use them, of these records in this order. */
export interface PreparedRows {
  readonly model: Model
  readonly records: readonly CanonicalRecord[]
  readonly rows: FeatureRows
}

/** What a pass can be given that was worked out before it began. */
export interface PreparedPass extends PreparedRows {
  /** What was read of the registry while another pass ran, as far as that one left it as it was; absent where yet another came between. */
  readonly foreseen: Prefetched | undefined
}

/** The prepared rows, where they are those of the first of these records as they are now; else new ones without any. */
export function rowsFor(records: readonly RowRecord[], model: Model, prepared?: PreparedRows): FeatureRows {
  if (prepared === undefined || prepared.model !== model) return new FeatureRows(model)
  const persons = records.filter(({ subject }) => subject === 'person')
  return prepared.records.every((record, at) => persons[at]?.record === record) ? prepared.rows : new FeatureRows(model)
}
