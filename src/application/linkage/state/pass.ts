import { FeatureRows } from '../../../domain/linkage/feature-rows.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { RecordChange } from './record-change.js'
import { RecordSet } from './record-set.js'
import type { RegistryView } from './registry-view.js'

/** What a pass works on. */
export interface Pass {
  readonly changes: readonly RecordChange[]
  readonly context: LinkingContext
  readonly view: RegistryView
  readonly records: RecordSet
  /** Rows that were made for the changed records beforehand, or none yet. */
  readonly rows: FeatureRows
}

/** A pass that has not begun: its record set is empty. */
export function newPass({ rows, ...given }: Omit<Pass, 'records' | 'rows'> & { readonly rows?: FeatureRows }): Pass {
  const { view, context } = given
  return { ...given, records: new RecordSet(view, context.model), rows: rows ?? new FeatureRows(context.model) }
}
