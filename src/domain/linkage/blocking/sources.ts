import type { FeatureTable } from '../features/table.js'
import type { Model } from '../model/model.js'

/** The field with the source of a record. */
export const SOURCE_FIELD = 'source'

/**
 * Returns a check whether two rows may be one person. Rows of one source may not if the model sets
 * `distinctWithinSource`.
 */
export function mayMatch(model: Model, table: FeatureTable): (i: number, j: number) => boolean {
  const source = table.columns.get(SOURCE_FIELD)
  if (!model.distinctWithinSource || source?.type !== 'value') return () => true
  const { values } = source
  return (i, j) => values[i] === 0 || values[i] !== values[j]
}
