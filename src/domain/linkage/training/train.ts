import { blockIndex } from '../blocking/block.js'
import { chooseBlocking, type BlockingBudget } from '../blocking/choose-blocking.js'
import { countTerms } from '../features/count-terms.js'
import { LEVELS_OF_KIND } from '../compare/comparators.js'
import { estimate, levelShares, type LevelProbabilities } from './expectation-maximisation.js'
import type { FeatureTable } from '../features/table.js'
import { hashNumber } from '../features/hash.js'
import type { Comparison, Model } from '../model/model.js'
import { candidatePatterns, evenPatterns } from './patterns.js'
import { mayMatch } from '../blocking/sources.js'
import { PairScorer } from '../scoring/score.js'

const RANDOM_PAIRS = 500_000
const MOST_ROWS_FOR_PATTERNS = 100_000

/**
 * Trains a model on a table without labels. The draft of a mapped file gets block rules, term frequencies, m, u and
 * prior. A model with a kin class keeps its kin probabilities and its blocking, and gets the rest.
 */
export function trainModel(draft: Model, table: FeatureTable): Model {
  const counted = { ...draft, termFrequencies: termFrequencies(draft, table) }
  if (draft.prior.kinBits !== undefined) return withEstimates(counted, counted, table)
  const { terms } = new PairScorer(counted, table)
  const choose = (budget: BlockingBudget): Model => ({ ...counted, ...chooseBlocking(counted, table, terms, budget) })
  return withEstimates(choose(linkingBudget(table.size)), choose(TRAINING_BUDGET), table)
}

/** Returns the model with m, u and prior estimated from the candidate pairs of another model's block rules. */
function withEstimates(model: Model, training: Model, table: FeatureTable): Model {
  const scorer = new PairScorer(training, table)
  const index = blockIndex(table, training.blocking, scorer.terms, training.stopKeys)
  const stride = Math.max(1, Math.floor(table.size / MOST_ROWS_FOR_PATTERNS))
  const mayBeOne = mayMatch(training, table)
  const random = evenPatterns(mixedRows(table.size), scorer, { pairs: RANDOM_PAIRS, mayBeOne })
  const strangers = levelShares(
    random.patterns,
    scorer.comparators.map(({ levels }) => levels.length),
  )
  const estimates = estimate(
    {
      candidates: candidatePatterns(index, scorer, { stride, mayBeOne }),
      random: random.patterns,
      allPairs: (random.shareThatMay * table.size * (table.size - 1)) / 2,
    },
    startingPoint(training, strangers, table.size),
  )
  return {
    ...model,
    comparisons: model.comparisons.map((comparison, at) => withLevels(comparison, at, estimates)),
    prior: { ...model.prior, matchBits: Math.log2(estimates.prior / (1 - estimates.prior)) },
  }
}

/** Returns all rows in a fixed pseudo-random order that depends only on their number. */
function mixedRows(size: number): Uint32Array {
  return Uint32Array.from({ length: size }, (_, row) => row).sort((a, b) => hashNumber(a) - hashNumber(b))
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
  return draft.fields.filter(({ type }) => counted.has(type)).flatMap(({ name }) => countTerms(table, name) ?? [])
}

const START_AGREEING = 0.9

/** Before the first round matches agree fully in nine of ten comparisons, and each record has one match. */
function startingPoint(model: Model, strangers: readonly Float64Array[], size: number): LevelProbabilities {
  const start = { m: strangers.map(({ length }) => agreeing(length)), u: strangers, prior: 1 / Math.max(4, size) }
  const { kinBits } = model.prior
  if (kinBits === undefined) return start
  const levels = model.comparisons.map((comparison, at) => kinProbabilities(comparison, strangers[at]?.length ?? 0))
  return { ...start, kin: { levels, prior: 2 ** kinBits } }
}

function agreeing(levels: number): Float64Array {
  const shares = new Float64Array(levels).fill((1 - START_AGREEING) / Math.max(1, levels - 2))
  shares[1] = START_AGREEING
  return shares
}

/** The kin probabilities of the model, by level number. */
function kinProbabilities(comparison: Comparison, levels: number): Float64Array {
  const names = LEVELS_OF_KIND[comparison.kind]
  return Float64Array.from({ length: levels }, (_, number) => {
    const level = comparison.levels.find((candidate) => candidate.level === names[number])
    return level?.kin ?? level?.u ?? 1
  })
}

function withLevels(comparison: Comparison, at: number, { m, u }: LevelProbabilities): Comparison {
  const names = LEVELS_OF_KIND[comparison.kind]
  return {
    ...comparison,
    levels: comparison.levels.map((level) => {
      const number = names.indexOf(level.level)
      return { ...level, m: m[at]?.[number] ?? level.m, u: u[at]?.[number] ?? level.u }
    }),
  }
}
