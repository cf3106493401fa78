import { blockIndex, type BlockIndex } from './blocking/block.js'
import { GRADES } from './scoring/classify.js'
import { joiningEvidence } from './scoring/joining-evidence.js'
import { clusterRows, type ClusterRules, type Clustering, type Edge, type RowJudgement } from './scoring/cluster.js'
import type { FeatureTable } from './features/table.js'
import type { Model } from './model/model.js'
import type { PairFilter } from './blocking/pair-filter.js'
import { mayMatch } from './blocking/sources.js'
import { PairScorer } from './scoring/score.js'
import { scorePairs, type ScoredPairs } from './scoring/score-pairs.js'

/** The clusters of rows that are one person, and the scored pairs. */
export interface Linkage extends Clustering {
  readonly comparedPairs: number
  readonly pairs: ScoredPairs
}

/** Whether row i comes before row j by source and key, so that ties do not depend on the order of arrival. */
export type RowOrder = (i: number, j: number) => boolean

/** Links all rows of a table by a model, on this thread. */
export function linkTable(
  table: FeatureTable,
  model: Model,
  before: RowOrder,
  judgements: readonly RowJudgement[] = [],
): Linkage {
  const scorer = new PairScorer(model, table)
  const index = indexOf(table, scorer)
  const mayBeOne = mayMatch(model, table)
  const pairs = scorePairs(index, scorer, { from: 0, to: table.size, mayBeOne })
  return {
    ...clusterPairs(scorer, pairs, { size: table.size, before, judgements, mayBeOne }),
    comparedPairs: pairs.compared,
    pairs,
  }
}

export function indexOf(table: FeatureTable, scorer: PairScorer): BlockIndex {
  return blockIndex(table, scorer.model.blocking, scorer.terms, scorer.model.stopKeys)
}

const CERTAIN = GRADES.indexOf('certain')

/** Clusters the scored pairs of grade `certain`. */
export function clusterPairs(
  scorer: PairScorer,
  pairs: ScoredPairs,
  options: { size: number; before: RowOrder; judgements: readonly RowJudgement[]; mayBeOne: PairFilter },
): Clustering {
  const rules: ClusterRules = {
    evidence: joiningEvidence(scorer.model, scorer),
    forbids: (i, j) => !options.mayBeOne(i, j),
    before: options.before,
    ...scorer.model.clustering,
  }
  return clusterRows(options.size, certainEdges(pairs), options.judgements, rules)
}

function certainEdges({ i, j, weights, grades }: ScoredPairs): Edge[] {
  const edges: Edge[] = []
  for (let at = 0; at < i.length; at += 1) {
    if (grades[at] !== CERTAIN) continue
    edges.push({ i: i[at] ?? 0, j: j[at] ?? 0, weight: weights[at] ?? 0 })
  }
  return edges
}
