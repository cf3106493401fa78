import type { TermFeatures } from '../features/term-features.js'
import { ruleKeys } from './block.js'
import type { FeatureTable } from '../features/table.js'
import type { BlockRule, Model } from '../model/model.js'

/**
 * A value shared by more records is a filler that looks valid. Its pairs grow with the square of its records: with one
 * NIK in 3,600 of 43,164 rows there were 6.5 million pairs, without that key 0.1 million. The records still meet by
 * their other keys.
 */
export const MOST_RECORDS_OF_A_KEY = 200

/** Returns the model with stop keys added for all keys that too many records of the table share. */
export function stopRepeatedValues(model: Model, table: FeatureTable, terms: TermFeatures): Model {
  if (table.size <= MOST_RECORDS_OF_A_KEY) return model
  const repeated = model.blocking.flatMap((rule) => {
    const { keys } = ruleKeys(table, rule, terms, stopKeysOf(model, rule))
    return repeatedKeys(keys).map((key) => ({ rule: rule.name, key }))
  })
  return repeated.length === 0 ? model : { ...model, stopKeys: [...model.stopKeys, ...repeated] }
}

function stopKeysOf({ stopKeys }: Model, rule: BlockRule): ReadonlySet<number> {
  return new Set(stopKeys.filter((stop) => stop.rule === rule.name).map(({ key }) => key))
}

/** Returns keys in ascending order, so that the model does not depend on the order of the records. */
function repeatedKeys(keys: Uint32Array): number[] {
  const sorted = keys.slice().sort()
  const repeated: number[] = []
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1
    if (sorted[start] !== 0 && end - start > MOST_RECORDS_OF_A_KEY) repeated.push(sorted[start] ?? 0)
    start = end
  }
  return repeated
}
