import type { Comparison, Model } from '../../domain/linkage/model.js'
import { PairScorer } from '../../domain/linkage/score.js'
import { FeatureTableBuilder } from '../../domain/linkage/feature-table.js'
import type { CanonicalRecord } from '../../domain/registry/canonical-record.js'
import type { ComparedRecord } from '../../storage/match-reading.js'

/** A given record, by its place, and one that shares a key with it. */
export interface SharedKey {
  readonly given: number
  readonly recordId: string
}

/**
 * The pairs that can reach the review threshold once their families are known, scored without them: most records that
 * share a key cannot, and loading everybody's family costs more than all the rest.
 */
export function shortlist(
  model: Model,
  given: readonly CanonicalRecord[],
  { pairs, records }: { pairs: readonly SharedKey[]; records: readonly ComparedRecord[] },
): SharedKey[] {
  const builder = new FeatureTableBuilder(model)
  for (const record of given) builder.append(record)
  const rowOf = new Map<string, number>()
  for (const { id, record } of records) {
    rowOf.set(id, builder.size)
    builder.append(record)
  }
  const scorer = new PairScorer(model, builder.seal())
  const swayed = swayedByFamily(model)
  const gain = mostGainOfCompany(model)
  return pairs.filter(({ given: place, recordId }) => {
    const row = rowOf.get(recordId)
    return row !== undefined && mostWeight(scorer, { i: place, j: row, swayed }) + gain >= model.thresholds.possible
  })
}

/**
 * The most that a pair can weigh whatever the family says: without what kin takes off, and without what the number says
 * against it, since a number that turns out to be another member's says nothing.
 */
function mostWeight(
  scorer: PairScorer,
  { i, j, swayed }: { i: number; j: number; swayed: readonly boolean[] },
): number {
  let most = scorer.score(i, j) - scorer.kinCorrection
  for (let at = 0; at < swayed.length; at += 1) {
    const weight = scorer.weights[at] ?? 0
    if (swayed[at] === true && weight < 0) most -= weight
  }
  return most
}

function swayedByFamily({ fields, comparisons }: Model): boolean[] {
  const types = new Map(fields.map(({ name, type }) => [name, type]))
  return comparisons.map((comparison) => comparison.fields.some((field) => types.get(field) === 'nik'))
}

function mostGainOfCompany({ comparisons }: Model): number {
  const gains = comparisons.filter(({ kind }) => kind === 'company').map(mostGain)
  return gains.reduce((sum, gain) => sum + gain, 0)
}

function mostGain({ levels }: Comparison): number {
  return Math.max(0, ...levels.map(({ m, u }) => Math.log2(m / u)))
}
