import { GRADES, vetoCheck } from '../../../domain/linkage/scoring/classify.js'
import {
  clusterRows,
  type ClusterRules,
  type Edge,
  type RowJudgement,
} from '../../../domain/linkage/scoring/cluster.js'
import type { PairScorer } from '../../../domain/linkage/scoring/score.js'
import { mayMatch } from '../../../domain/linkage/blocking/sources.js'
import { byKey } from '../../../domain/registry/records/registry-record.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import type { FeatureRows } from '../state/feature-rows.js'
import type { Components } from './find-components.js'
import type { LinkingContext } from '../../active-model/linking-context.js'
import type { RecordSet } from '../state/record-set.js'

/** The records of the components by person, and the joins that were refused. */
export interface Clusters {
  /** Each by source and key. */
  readonly clusters: readonly (readonly LiveRecord[])[]
  /** Pairs of records whose certain edge or `same` judgement did not join them. */
  readonly refused: readonly { readonly recordId: string; readonly otherId: string; readonly weight: number }[]
}

const CERTAIN = GRADES.indexOf('certain')

/** Clusters the records of whole components. Their features and families must be among the rows. */
export function clusterComponents(
  workspace: RecordSet,
  { components, rows, context }: { components: Components; rows: FeatureRows; context: LinkingContext },
): Clusters {
  const records = components.recordIds.map((id) => workspace.get(id)).sort(byKey)
  const placeOf = new Map(records.map(({ id }, place) => [id, place]))
  const edges: Edge[] = []
  for (const { recordId, otherId, weight, grade } of components.edges) {
    const i = placeOf.get(recordId)
    const j = placeOf.get(otherId)
    if (grade === CERTAIN && i !== undefined && j !== undefined) edges.push({ i, j, weight })
  }
  const judgements: RowJudgement[] = components.judgements.pairs.flatMap(({ records: [first, second], verdict }) => {
    const i = placeOf.get(first)
    const j = placeOf.get(second)
    return i === undefined || j === undefined || verdict === 'unsure' ? [] : [{ i, j, verdict }]
  })
  const rowOf = records.map(({ id }) => rows.rowOf(id))
  const rules = clusterRules(rows.scorer(workspace.crowds), rowOf, context)
  const { clusterOf, refused } = clusterRows(records.length, edges, judgements, rules)
  return {
    clusters: gather(records, clusterOf),
    refused: refused.map(({ i, j, weight }) => ({
      recordId: records[i]?.id ?? '',
      otherId: records[j]?.id ?? '',
      weight,
    })),
  }
}

/** The records come by source and key, so their places decide ties. */
function clusterRules(scorer: PairScorer, rowOf: readonly number[], { model }: LinkingContext): ClusterRules {
  const isVetoed = vetoCheck(model, scorer.comparators)
  const mayBeOne = mayMatch(model, scorer.table)
  return {
    evidence: (i, j) => {
      const weight = scorer.score(rowOf[i] ?? 0, rowOf[j] ?? 0)
      return isVetoed(scorer.levels) ? -Infinity : weight
    },
    forbids: (i, j) => !mayBeOne(rowOf[i] ?? 0, rowOf[j] ?? 0),
    before: (i, j) => i < j,
    ...model.clustering,
  }
}

function gather(records: readonly LiveRecord[], clusterOf: Uint32Array): LiveRecord[][] {
  const clusters = new Map<number, LiveRecord[]>()
  records.forEach((record, place) => {
    const cluster = clusterOf[place] ?? place
    const members = clusters.get(cluster)
    if (members === undefined) clusters.set(cluster, [record])
    else members.push(record)
  })
  return [...clusters.values()]
}
