import { blockIndex } from './block.js'
import { chooseBlocking, type BlockingBudget } from './choose-blocking.js'
import { countTerms } from './count-terms.js'
import { estimate, type LevelProbabilities } from './expectation-maximisation.js'
import type { FeatureTable } from './feature-table.js'
import { hashNumber } from './hash.js'
import type { Comparison, Model } from './model.js'
import { candidatePatterns, evenPatterns } from './patterns.js'
import { mayMatch } from './sources.js'
import { PairScorer } from './score.js'

const RANDOM_PAIRS = 500_000
const MOST_ROWS_FOR_PATTERNS = 100_000

/**
 * Trains a model on a table without labels. A draft of a mapped file gets its block rules, term frequencies, m, u and
 * prior; the built-in model keeps what it says of families and of blocking, and gets the rest anew.
 */
export function trainModel(draft: Model, table: FeatureTable): Model {
  const isMapped = draft.prior.kinBits === undefined
  const counted = { ...draft, termFrequencies: termFrequencies(draft, table) }
  const terms = new PairScorer(counted, table).terms
  const blocked = isMapped ? { ...counted, ...chooseBlocking(counted, table, terms, budgetFor(table.size)) } : counted
  return withEstimates(blocked, table)
}

function withEstimates(model: Model, table: FeatureTable): Model {
  const scorer = new PairScorer(model, table)
  const index = blockIndex(table, model.blocking, scorer.terms, model.stopKeys)
  const stride = Math.max(1, Math.floor(table.size / MOST_ROWS_FOR_PATTERNS))
  const mayBeOne = mayMatch(model, table)
  const random = evenPatterns(mixedRows(table.size), scorer, { pairs: RANDOM_PAIRS, mayBeOne })
  const estimates = estimate(
    {
      candidates: candidatePatterns(index, scorer, { stride, mayBeOne }),
      random: random.patterns,
      allPairs: (random.shareThatMay * table.size * (table.size - 1)) / 2,
    },
    startingPoint(model, scorer, table.size),
  )
  return {
    ...model,
    comparisons: model.comparisons.map((comparison, at) => withLevels(comparison, at, scorer, estimates)),
    prior: { ...model.prior, matchBits: Math.log2(estimates.prior / (1 - estimates.prior)) },
  }
}

/** Rows in an order that depends on their number alone and follows nothing in the file. */
function mixedRows(size: number): Uint32Array {
  return Uint32Array.from({ length: size }, (_, row) => row).sort((a, b) => hashNumber(a) - hashNumber(b))
}

/** More candidates for small files, where they cost nothing; for large ones as many as linking can afford. */
function budgetFor(size: number): BlockingBudget {
  if (size <= 20_000) return { pairsPerRecord: 120, largestBlock: 300 }
  return size <= 200_000 ? { pairsPerRecord: 40, largestBlock: 200 } : { pairsPerRecord: 15, largestBlock: 60 }
}

/** Equal names and categories are weighed by how frequent the value is; identifiers and codes are as rare as they are. */
function termFrequencies(draft: Model, table: FeatureTable): Model['termFrequencies'] {
  const counted = new Set<string>(['category', 'person_name', 'name'])
  return draft.fields.filter(({ type }) => counted.has(type)).flatMap(({ name }) => countTerms(table, name) ?? [])
}

const START_EQUAL = 0.9

/** Before the first round: equal values in nine of ten matches, and one other record of each person. */
function startingPoint(model: Model, scorer: PairScorer, size: number): LevelProbabilities {
  const counts = scorer.comparators.map((comparator) => comparator.levels.length)
  const even = counts.map((count) => new Float64Array(count).fill(1 / (count - 1)))
  const m = counts.map((count) => {
    const levels = new Float64Array(count).fill((1 - START_EQUAL) / Math.max(1, count - 2))
    levels[1] = START_EQUAL
    return levels
  })
  const start = { m, u: even, prior: 1 / Math.max(2, size) }
  const { kinBits } = model.prior
  if (kinBits === undefined) return start
  return {
    ...start,
    kin: { levels: model.comparisons.map((comparison, at) => kinLevels(comparison, at, scorer)), prior: 2 ** kinBits },
  }
}

function kinLevels(comparison: Comparison, at: number, scorer: PairScorer): Float64Array {
  const names = scorer.comparators[at]?.levels ?? []
  return Float64Array.from(names, (name) => {
    const level = comparison.levels.find((candidate) => candidate.level === name)
    return level?.kin ?? level?.u ?? 1
  })
}

function withLevels(comparison: Comparison, at: number, scorer: PairScorer, { m, u }: LevelProbabilities): Comparison {
  const names = scorer.comparators[at]?.levels ?? []
  return {
    ...comparison,
    levels: comparison.levels.map((level) => {
      const number = names.indexOf(level.level)
      return { ...level, m: m[at]?.[number] ?? level.m, u: u[at]?.[number] ?? level.u }
    }),
  }
}
