import type { TermFeatures } from './block-atoms.js'
import { ruleKeys } from './block.js'
import type { FeatureTable } from './feature-table.js'
import type { BlockRule, Model } from './model.js'

/** How many candidate pairs a record may have on average, and how many records may share a key. */
export interface BlockingBudget {
  readonly pairsPerRecord: number
  readonly largestBlock: number
}

interface WeighedRule {
  readonly rule: BlockRule
  readonly pairs: number
  readonly stopKeys: readonly number[]
}

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
    .sort((a, b) => a.rule.atoms.length - b.rule.atoms.length || a.pairs - b.pairs)
  const chosen: WeighedRule[] = []
  let pairs = 0
  for (const candidate of weighed) {
    const isCovered = chosen.some(
      ({ rule, stopKeys }) => stopKeys.length === 0 && rule.atoms.every((atom) => candidate.rule.atoms.includes(atom)),
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
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1
    const count = end - start
    if (sorted[start] !== 0) {
      if (count > largestBlock) stopKeys.push(sorted[start] ?? 0)
      else pairs += (count * (count - 1)) / 2
    }
    start = end
  }
  return { rule, pairs, stopKeys }
}
