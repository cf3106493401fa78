import { blockIndex, visitCandidates } from '../blocking/block.js'
import { chooseBlocking, type BlockingBudget } from '../blocking/choose-blocking.js'
import { mayMatch } from '../blocking/sources.js'
import { countDates } from '../features/count-dates.js'
import { countTerms } from '../features/count-terms.js'
import type { FeatureTable } from '../features/table.js'
import type { Model } from '../model/model.js'
import { PairScorer } from '../scoring/score.js'
import { chooseThresholds, WeightCounts } from './cut.js'
import { estimateDependent } from './estimate-dependent.js'
import { levelShares } from './expectation-maximisation.js'
import { samplePairs, strideOf } from './pair-sample.js'
import { startingPoint } from './starting-point.js'
import { trainedComparisons } from './trained-comparisons.js'

/**
 * Trains a model on a table without labels. The draft of a mapped file gets block rules, term frequencies, m, u and
 * prior. A model with a kin class keeps its kin probabilities and its blocking, and gets the rest.
 */
export function trainModel(draft: Model, table: FeatureTable): Model {
  const counted = { ...draft, termFrequencies: termFrequencies(draft, table) }
  if (draft.prior.kinBits !== undefined) return withEstimates(counted, counted, table)
  const { terms } = new PairScorer(counted, table)
  const choose = (budget: BlockingBudget): Model => ({ ...counted, ...chooseBlocking(counted, table, terms, budget) })
  const trained = withEstimates(choose(linkingBudget(table.size)), choose(TRAINING_BUDGET), table)
  return { ...trained, thresholds: chooseThresholds(candidateWeights(trained, table)) }
}

/** Counts the weights that the model gives to its own candidate pairs. */
function candidateWeights(model: Model, table: FeatureTable): WeightCounts {
  const scorer = new PairScorer(model, table)
  const index = blockIndex(table, model.blocking, scorer.terms, model.stopKeys)
  const mayBeOne = mayMatch(model, table)
  const stride = strideOf(table.size)
  const counts = new WeightCounts()
  for (let row = 0; row < table.size; row += stride) {
    visitCandidates(index, row, row + 1, (j, i) => {
      if (mayBeOne(i, j)) counts.add(scorer.score(j, i), stride)
    })
  }
  return counts
}

/** Returns the model with m, u and prior estimated from the candidate pairs of another model's block rules. */
function withEstimates(model: Model, training: Model, table: FeatureTable): Model {
  const scorer = new PairScorer(training, table)
  const sample = samplePairs(scorer)
  const strangers = levelShares(
    sample.random,
    scorer.comparators.map(({ levels }) => levels.length),
  )
  const estimates = estimateDependent(sample, startingPoint(training, strangers, table.size))
  return {
    ...model,
    comparisons: trainedComparisons(model.comparisons, estimates),
    prior: { ...model.prior, matchBits: Math.log2(estimates.prior / (1 - estimates.prior)) },
  }
}

/**
 * Training uses only the closest pairs: among broader candidates neighbours and relatives outnumber the matches, and
 * the class of matches drifts towards them.
 */
const TRAINING_BUDGET: BlockingBudget = { pairsPerRecord: 5, largestBlock: 100 }

/** More candidates for small files, where they cost nothing; for large ones as many as linking can afford. */
function linkingBudget(size: number): BlockingBudget {
  if (size <= 20_000) return { pairsPerRecord: 120, largestBlock: 300 }
  return size <= 200_000 ? { pairsPerRecord: 40, largestBlock: 200 } : { pairsPerRecord: 15, largestBlock: 60 }
}

/** Names and categories are weighed by frequency. Identifiers and codes are not counted. */
function termFrequencies(draft: Model, table: FeatureTable): Model['termFrequencies'] {
  const counted = new Set<string>(['category', 'person_name', 'name'])
  return draft.fields.flatMap(({ name, type }) => {
    if (type === 'date') return countDates(table, name) ?? []
    return counted.has(type) ? (countTerms(table, name) ?? []) : []
  })
}
