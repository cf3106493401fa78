import { mayMatch } from '../../linkage/blocking/sources.js'
import type { FeatureRows } from '../../linkage/feature-rows.js'
import type { Model } from '../../linkage/model/model.js'
import { GRADES } from '../../linkage/scoring/classify.js'
import { clusterRows, type ClusterRules, type Edge, type RowJudgement } from '../../linkage/scoring/cluster.js'
import { joiningEvidence } from '../../linkage/scoring/joining-evidence.js'
import type { PairScorer } from '../../linkage/scoring/score.js'
import type { PairJudgement } from '../judgements/judgement.js'
import { byKey, type RegistryRecord } from '../records/registry-record.js'

/** A scored pair of records; `weight` in bits, `grade` its number in GRADES. */
export interface RecordEdge {
  readonly recordId: string
  readonly otherId: string
  readonly weight: number
  readonly grade: number
}

/** The records by person, and the joins that were refused. */
export interface Clusters<Item> {
  /** Each by source and key. */
  readonly clusters: readonly (readonly Item[])[]
  /** Pairs of records whose certain edge or `same` judgement did not join them. */
  readonly refused: readonly Omit<RecordEdge, 'grade'>[]
}

interface Evidence {
  readonly edges: readonly RecordEdge[]
  readonly judgements: readonly PairJudgement[]
  readonly model: Model
  /** The records and their families. */
  readonly rows: FeatureRows
  /** Families of too many records. */
  readonly crowds: ReadonlySet<string>
}

const CERTAIN = GRADES.indexOf('certain')

/** Clusters whole components of records by their certain edges and judgements. */
export function clusterRecords<Item extends RegistryRecord>(
  unsorted: readonly Item[],
  { edges, judgements, model, rows, crowds }: Evidence,
): Clusters<Item> {
  const records = unsorted.toSorted(byKey)
  const placeOf = new Map(records.map(({ id }, place) => [id, place]))
  const rowOf = records.map(({ id }) => rows.rowOf(id))
  const rules = clusterRules(rows.scorer(crowds), rowOf, model)
  const certain = certainEdges(edges, placeOf)
  const { clusterOf, refused } = clusterRows(records.length, certain, rowJudgements(judgements, placeOf), rules)
  return {
    clusters: gather(records, clusterOf),
    refused: refused.map(({ i, j, weight }) => ({
      recordId: records[i]?.id ?? '',
      otherId: records[j]?.id ?? '',
      weight,
    })),
  }
}

function certainEdges(edges: readonly RecordEdge[], placeOf: ReadonlyMap<string, number>): Edge[] {
  const certain: Edge[] = []
  for (const { recordId, otherId, weight, grade } of edges) {
    const i = placeOf.get(recordId)
    const j = placeOf.get(otherId)
    if (grade === CERTAIN && i !== undefined && j !== undefined) certain.push({ i, j, weight })
  }
  return certain
}

function rowJudgements(judgements: readonly PairJudgement[], placeOf: ReadonlyMap<string, number>): RowJudgement[] {
  return judgements.flatMap(({ records: [first, second], verdict }) => {
    const i = placeOf.get(first)
    const j = placeOf.get(second)
    return i === undefined || j === undefined || verdict === 'unsure' ? [] : [{ i, j, verdict }]
  })
}

/** The records come by source and key, so their places decide ties. */
function clusterRules(scorer: PairScorer, rowOf: readonly number[], model: Model): ClusterRules {
  const evidence = joiningEvidence(model, scorer)
  const mayBeOne = mayMatch(model, scorer.table)
  return {
    evidence: (i, j) => evidence(rowOf[i] ?? 0, rowOf[j] ?? 0),
    forbids: (i, j) => !mayBeOne(rowOf[i] ?? 0, rowOf[j] ?? 0),
    before: (i, j) => i < j,
    ...model.clustering,
  }
}

function gather<Item>(records: readonly Item[], clusterOf: Uint32Array): Item[][] {
  const clusters = new Map<number, Item[]>()
  records.forEach((record, place) => {
    const cluster = clusterOf[place] ?? place
    const members = clusters.get(cluster)
    if (members === undefined) clusters.set(cluster, [record])
    else members.push(record)
  })
  return [...clusters.values()]
}
