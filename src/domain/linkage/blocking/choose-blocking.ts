import type { TermFeatures } from '../features/term-features.js'
import { ruleKeys } from './block.js'
import type { FeatureTable } from '../features/table.js'
import type { BlockRule, Model } from '../model/model.js'

/** How many candidate pairs a record may have on average, and how many records may share a key. */
export interface BlockingBudget {
  readonly pairsPerRecord: number
  readonly largestBlock: number
}

interface WeighedRule {
  readonly rule: BlockRule
  readonly pairs: number
  /** Share of the records with a key that have a stop key. */
  readonly stoppedShare: number
  readonly stopKeys: readonly number[]
}

/** A rule most of whose keys gather crowds (a sex, a year) finds nobody once those are stopped. */
const LARGEST_STOPPED_SHARE = 0.3
/** A chosen rule with fewer stopped records than this makes its own refinements needless. */
const COVERING_STOPPED_SHARE = 0.1

/**
 * Chooses among a model's block rules those that bring together few enough records, the broadest single values first
 * and then ever broader combinations, until the budget is spent. Keys that gather crowds become stop keys of the model.
 */
export function chooseBlocking(
  model: Model,
  table: FeatureTable,
  terms: TermFeatures,
  budget: BlockingBudget,
): Pick<Model, 'blocking' | 'stopKeys'> {
  const weighed = model.blocking
    .map((rule) => weigh(rule, table, terms, budget.largestBlock))
    .filter(({ stoppedShare }) => stoppedShare <= LARGEST_STOPPED_SHARE)
    .sort((a, b) => a.rule.atoms.length - b.rule.atoms.length || a.pairs - b.pairs)
  const chosen: WeighedRule[] = []
  let pairs = 0
  for (const candidate of weighed) {
    const isCovered = chosen.some(
      ({ rule, stoppedShare }) =>
        stoppedShare <= COVERING_STOPPED_SHARE && rule.atoms.every((atom) => candidate.rule.atoms.includes(atom)),
    )
    if (isCovered || pairs + candidate.pairs > budget.pairsPerRecord * table.size) continue
    pairs += candidate.pairs
    chosen.push(candidate)
  }
  return {
    blocking: chosen.map(({ rule }) => rule),
    stopKeys: chosen.flatMap(({ rule, stopKeys }) => stopKeys.map((key) => ({ rule: rule.name, key }))),
  }
}

function weigh(rule: BlockRule, table: FeatureTable, terms: TermFeatures, largestBlock: number): WeighedRule {
  const { keys } = ruleKeys(table, rule, terms, new Set())
  const sorted = keys.slice().sort()
  const stopKeys: number[] = []
  let pairs = 0
  let keyed = 0
  let stopped = 0
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1
    const count = end - start
    if (sorted[start] !== 0) {
      keyed += count
      if (count > largestBlock) {
        stopKeys.push(sorted[start] ?? 0)
        stopped += count
      } else pairs += (count * (count - 1)) / 2
    }
    start = end
  }
  return { rule, pairs, stopKeys, stoppedShare: keyed === 0 ? 1 : stopped / keyed }
}
