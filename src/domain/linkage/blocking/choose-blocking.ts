import type { TermFeatures } from '../features/term-features.js'
import { ruleKeys } from './block.js'
import type { FeatureTable } from '../features/table.js'
import type { BlockRule, Model } from '../model/model.js'

/** Limits for blocking: candidate pairs per record on average, and records per key. */
export interface BlockingBudget {
  readonly pairsPerRecord: number
  readonly largestBlock: number
}

interface WeighedRule {
  readonly rule: BlockRule
  readonly pairs: number
  /** Share of the keyed records whose key is a stop key. */
  readonly stoppedShare: number
  readonly stopKeys: readonly number[]
}

/** A rule with mostly oversized blocks (sex, year) finds no pairs once their keys are stopped. */
const LARGEST_STOPPED_SHARE = 0.3
/** A chosen rule with a smaller share of stopped records makes its own refinements unnecessary. */
const COVERING_STOPPED_SHARE = 0.1

/**
 * Chooses block rules of a model within the budget: rules with few atoms and few pairs first. Rules refined from a
 * chosen rule are skipped. Keys shared by more than `largestBlock` records become stop keys.
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
