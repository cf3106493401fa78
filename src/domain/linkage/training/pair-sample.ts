import { atomValues } from '../blocking/block-atoms.js'
import { blockIndex } from '../blocking/block.js'
import type { PairFilter } from '../blocking/pair-filter.js'
import { mayMatch } from '../blocking/sources.js'
import { hashNumber } from '../features/hash.js'
import type { FeatureTable } from '../features/table.js'
import type { Model } from '../model/model.js'
import type { PairScorer } from '../scoring/score.js'
import { keyedPatterns, type KeyedPatterns } from './keyed-patterns.js'
import { candidatePatterns, evenPatterns, type PatternCounts } from './patterns.js'

export interface PairSample {
  /** Patterns of the candidate pairs, which include nearly all matches. */
  readonly candidates: PatternCounts
  /** Patterns of pairs drawn evenly from all pairs, of which nearly none is a match. */
  readonly random: PatternCounts
  /**
   * By comparison, patterns of pairs drawn evenly from those with one value in its field, of which random pairs hold too
   * few; empty if dependences are not to be measured.
   */
  readonly agreeing: readonly KeyedPatterns[]
  readonly records: number
  /** Number of all pairs of records. */
  readonly allPairs: number
}

const RANDOM_PAIRS = 500_000
const AGREEING_PAIRS = 20_000
const MOST_ROWS_FOR_PATTERNS = 100_000

/** Returns the step between the rows whose candidate pairs are counted. */
export function strideOf(size: number): number {
  return Math.max(1, Math.floor(size / MOST_ROWS_FOR_PATTERNS))
}

/** Draws the pairs that a model is trained on; `scorer` holds its draft with the block rules for training. */
export function samplePairs(scorer: PairScorer): PairSample {
  const { model, table, terms } = scorer
  const mayBeOne = mayMatch(model, table)
  const index = blockIndex(table, model.blocking, terms, model.stopKeys)
  const random = evenPatterns(mixedRows(table.size), scorer, { pairs: RANDOM_PAIRS, mayBeOne })
  return {
    candidates: candidatePatterns(index, scorer, { stride: strideOf(table.size), mayBeOne }),
    random: random.patterns,
    agreeing: model.prior.kinBits === undefined ? agreeingPatterns(model, scorer, mayBeOne) : [],
    records: table.size,
    allPairs: (random.shareThatMay * table.size * (table.size - 1)) / 2,
  }
}

/** Returns all rows in a fixed pseudo-random order that depends only on their number. */
function mixedRows(size: number): Uint32Array {
  return Uint32Array.from({ length: size }, (_, row) => row).sort((a, b) => hashNumber(a) - hashNumber(b))
}

function agreeingPatterns(model: Model, scorer: PairScorer, mayBeOne: PairFilter): readonly KeyedPatterns[] {
  const { table, terms } = scorer
  return model.comparisons.map(({ fields: [field = ''] }) => {
    const { values } = atomValues(table, `${field}.${wholeAtom(table, field)}`, terms)
    return keyedPatterns(values, scorer, { pairs: AGREEING_PAIRS, mayBeOne })
  })
}

/** The atom that holds the whole value of a field. */
function wholeAtom(table: FeatureTable, field: string): string {
  return table.columns.get(field)?.type === 'tokens' ? 'all' : 'value'
}
