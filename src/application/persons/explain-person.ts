import { GRADES } from '../../domain/linkage/scoring/classify.js'
import { explainPair } from '../../domain/linkage/explain.js'
import type { PairScorer } from '../../domain/linkage/scoring/score.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { listEdges, type StoredEdge } from '../../storage/linkage/edges.js'
import { judgementsOf } from '../../storage/judgements/judgements.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import { type ComparedRecords, loadComparedRecords } from './compared-records.js'
import { type ExplanationView, viewExplanation } from './evidence-view.js'
import { type JudgementView, originsOf, viewJudgement } from './person-history.js'
import type { PersonParts } from './person-view.js'
import { type RecordReference, referenceTo } from './value-view.js'

/** Two records of the registry and the evidence of their weight. */
export interface EdgeView extends ExplanationView {
  readonly records: readonly [RecordReference, RecordReference]
}

/** An edge to a record of another person. */
export interface OuterEdgeView extends EdgeView {
  readonly person_id: string
  /**
   * `refused_join`: the edge is certain, but other records of the two persons contradict it or a verdict separates them;
   * `possible_duplicate`: the edge is open to a verdict or has one.
   */
  readonly outcome: 'refused_join' | 'possible_duplicate'
}

/** The edges and judgements that a person results from. */
export interface PersonExplanation {
  readonly id: string
  readonly version: number
  readonly records: readonly RecordReference[]
  /** The edges among the records of the person, the heaviest first. */
  readonly edges: readonly EdgeView[]
  /** Edges to records of other persons. */
  readonly not_joined: readonly OuterEdgeView[]
  readonly judgements: readonly JudgementView[]
}

/** Only the heaviest edges are explained. A person has one or two records in each source, so few persons have more edges. */
const MOST_EDGES = 100
const CERTAIN = GRADES.indexOf('certain')

/** Explains a live person: its records, edges with their evidence, judgements and refused joins. */
export async function explainPerson(
  conn: Conn,
  context: LinkingContext,
  parts: PersonParts,
): Promise<PersonExplanation> {
  const { person, records } = parts
  const own = new Set(person.recordIds)
  const edges = await edgesToExplain(conn, own)
  const ids = new Set([...own, ...edges.map(({ otherId }) => otherId)])
  const [compared, judgements] = await Promise.all([
    loadComparedRecords(conn, context, [...ids]),
    judgementsOf(conn, person.recordIds),
  ])
  const origins = await originsOf(
    conn,
    judgements.flatMap((judgement) => judgement.records),
  )
  return {
    id: person.id,
    version: person.version,
    records: records.flatMap((record) => referenceTo(record) ?? []),
    edges: edges.filter(({ otherId }) => own.has(otherId)).flatMap((edge) => explainEdge(compared, edge)),
    not_joined: edges.filter(({ otherId }) => !own.has(otherId)).flatMap((edge) => explainOuterEdge(compared, edge)),
    judgements: judgements.map((judgement) => viewJudgement(judgement, origins)),
  }
}

/** Returns the heaviest edges. An edge among records of the person is stored from both sides and returned once. */
async function edgesToExplain(conn: Conn, own: ReadonlySet<string>): Promise<readonly StoredEdge[]> {
  const edges = await listEdges(conn, [...own])
  return edges
    .filter(({ recordId, otherId }) => !own.has(otherId) || recordId < otherId)
    .sort((a, b) => b.weight - a.weight || (a.recordId + a.otherId < b.recordId + b.otherId ? -1 : 1))
    .slice(0, MOST_EDGES)
}

function explainEdge(compared: ComparedRecords, edge: StoredEdge): EdgeView[] {
  const left = compared.records.find(edge.recordId)
  const right = compared.records.find(edge.otherId)
  if (left === undefined || right === undefined) return []
  return [{ records: referencesTo(left, right), ...explainTwo(compared, left, right) }]
}

function explainOuterEdge(compared: ComparedRecords, edge: StoredEdge): OuterEdgeView[] {
  const personId = compared.records.find(edge.otherId)?.personId
  if (personId === undefined) return []
  const outcome = edge.grade === CERTAIN ? 'refused_join' : 'possible_duplicate'
  return explainEdge(compared, edge).map((view) => ({ ...view, person_id: personId, outcome }))
}

function explainTwo({ rows, records }: ComparedRecords, left: LiveRecord, right: LiveRecord): ExplanationView {
  const scorer: PairScorer = rows.scorer(records.crowds)
  const places = { i: rows.rowOf(left.id), j: rows.rowOf(right.id) }
  return viewExplanation(explainPair(scorer, { left: left.record, right: right.record }, places))
}

export function referencesTo(left: LiveRecord, right: LiveRecord): readonly [RecordReference, RecordReference] {
  return [
    { source: left.source, source_key: left.sourceKey },
    { source: right.source, source_key: right.sourceKey },
  ]
}
