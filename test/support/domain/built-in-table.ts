import { FeatureTableBuilder } from '../../../src/domain/linkage/features/feature-table.js'
import type { FeatureTable } from '../../../src/domain/linkage/features/table.js'
import type { RawRecord } from '../../../src/domain/linkage/features/raw-record.js'
import type { Field, Model } from '../../../src/domain/linkage/model/model.js'
import { PairScorer } from '../../../src/domain/linkage/scoring/score.js'
import { builtInModel } from '../../../src/reference/built-in-model.js'
import type { FlatRecord } from '../../../src/tools/synthetic/population/record.js'
import { generateRecords, type RecordOptions } from '../../../src/tools/synthetic/records.js'

/** The model that comes with the program, read once a test file. */
export const BUILT_IN: Model = builtInModel()

/** The features of records, by default for the fields of the built-in model. */
export function tableOf(records: readonly RawRecord[], fields: readonly Field[] = BUILT_IN.fields): FeatureTable {
  const builder = new FeatureTableBuilder({ ...BUILT_IN, fields: [...fields] })
  for (const record of records) builder.append(record)
  return builder.seal()
}

/** Generated records of the seven lists in canonical columns. */
export function flatRecords(options: RecordOptions): FlatRecord[] {
  return [...generateRecords(options)].map(({ flat }) => flat)
}

/**
 * The level, as a word, at which a comparison sees the first two of these records; the others are their company. Both
 * words where the comparison is not symmetric.
 */
export function levelBetween(comparison: string, records: readonly RawRecord[], model: Model = BUILT_IN): string {
  const scorer = new PairScorer(model, tableOf(records, model.fields))
  const at = model.comparisons.findIndex(({ name }) => name === comparison)
  const comparator = scorer.comparators[at]
  if (comparator === undefined) throw new Error(`the model has no comparison ${comparison}`)
  const there = comparator.levels[comparator.compare(0, 1)] ?? ''
  const back = comparator.levels[comparator.compare(1, 0)] ?? ''
  return there === back ? there : `${there} or ${back}`
}
