import type { Comparison, Model } from '../../domain/linkage/model.js'
import type { PairScorer } from '../../domain/linkage/score.js'
import type { LiveRecord } from '../../storage/live-records.js'
import { FeatureRows } from '../linking/feature-rows.js'
import type { GivenRecord } from './given-records.js'

/** Two records that share a key. */
export interface SharedKey {
  readonly given: GivenRecord
  readonly candidate: LiveRecord
}

/**
 * The pairs that can reach the review threshold once their families are known, scored without them: most records that
 * share a key cannot, and loading everybody's family costs more than all the rest.
 */
export function shortlist(model: Model, pairs: readonly SharedKey[]): SharedKey[] {
  const rows = new FeatureRows(model)
  rows.append(pairs.map(({ given }) => given))
  rows.append(pairs.map(({ candidate }) => candidate))
  const scorer = rows.scorer(NO_CROWDS)
  const swayed = swayedByFamily(model)
  const least = model.thresholds.possible - mostGainOfCompany(model)
  return pairs.filter(({ given, candidate }) => {
    const pair = { i: rows.rowOf(given.id), j: rows.rowOf(candidate.id) }
    return mostWeight(scorer, { ...pair, swayed }) >= least
  })
}

const NO_CROWDS: ReadonlySet<string> = new Set()

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
