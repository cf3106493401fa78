import { type Grade, GRADES, gradeOf, vetoCheck } from '../../domain/linkage/scoring/classify.js'
import { explainPair } from '../../domain/linkage/explain.js'
import type { PairScorer } from '../../domain/linkage/scoring/score.js'
import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { listFewKeyHolders } from '../../storage/linkage/block-keys.js'
import { findPersons } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { FeatureRows } from '../../domain/linkage/feature-rows.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import { PlainView } from '../linkage/state/plain-view.js'
import { RecordSet } from '../linkage/state/record-set.js'
import { type EvidenceView, viewExplanation } from '../persons/evidence-view.js'
import { goldenOf } from '../persons/get-persons.js'
import { type RecordReference, referenceTo } from '../persons/value-view.js'
import { type GivenRecord, givenRecords } from '../persons/given-records.js'
import { type SharedKey, shortlist } from './shortlist.js'

/** A candidate person for a given record, with grade and evidence from the most similar record of the person. */
export interface MatchCandidate {
  readonly person_id: string
  readonly grade: Grade
  readonly weight: number
  readonly probability: number
  readonly vetoes: readonly string[]
  readonly record: RecordReference | null
  readonly evidence: readonly EvidenceView[]
}

/** Records to match, and the area in which the caller may see persons. */
export interface MatchQuery {
  readonly records: readonly CanonicalRecord[]
  readonly area: AreaPrefix
  /** The most candidates for each record. */
  readonly limit: number
}

/** The candidates of each record, the likeliest first. */
export type MatchAnswer = readonly (readonly MatchCandidate[])[]

/**
 * Returns the candidate persons of each given record, with the same block keys, comparisons and weights as in a pass. Records
 * with the same query, source and family reference are company to each other. Stores nothing.
 */
export async function matchRecords(
  conn: Conn,
  context: LinkingContext,
  queries: readonly MatchQuery[],
): Promise<readonly MatchAnswer[]> {
  const given = givenRecords(queries.map(({ records }) => records))
  const records = new RecordSet(new PlainView(conn), context.model)
  const rows = new FeatureRows(context.model)
  rows.append(given)
  const sharing = await pairsOfSharedKeys(conn, records, { given, rows })
  rows.append(sharing.map(({ candidate }) => candidate))
  const pairs = shortlist(context.model, rows, sharing)
  const families = await records.loadFamilies(pairs.flatMap((pair) => (pair.takesFamily ? pair.candidate : [])))
  rows.append(records.list(families))
  const scorer = rows.scorer(records.crowds)
  const best = bestOfEachPerson(scorePairs(scorer, rows, pairs))
  const bestOf = byGiven(best)
  const areaOf = await areasOfPersons(conn, queries, best)
  return queries.map(({ area, limit }, call) =>
    given
      .filter((one) => one.call === call)
      .map((one) =>
        (bestOf.get(one.id) ?? [])
          .filter(({ personId }) => liesIn(areaOf.get(personId), area))
          .sort(byLikelihood)
          .slice(0, limit)
          .map((scored) => viewCandidate(scorer, rows, scored)),
      ),
  )
}

/** Expects the given records to be the first rows. */
async function pairsOfSharedKeys(
  conn: Conn,
  records: RecordSet,
  { given, rows }: { given: readonly GivenRecord[]; rows: FeatureRows },
): Promise<readonly SharedKey[]> {
  const keysOf = rows.blockKeys(records.crowds)
  const holders = await listFewKeyHolders(conn, [...new Set(keysOf.flat())])
  await records.load(holders.map(({ recordId }) => recordId))
  const holdersOf = new Map<number, string[]>()
  for (const { key, recordId } of holders) {
    const ids = holdersOf.get(key)
    if (ids === undefined) holdersOf.set(key, [recordId])
    else ids.push(recordId)
  }
  return given.flatMap((one, at) => {
    const ids = new Set((keysOf[at] ?? []).flatMap((key) => holdersOf.get(key) ?? []))
    return [...ids].flatMap((id) => {
      const candidate = records.find(id)
      return candidate?.personId === undefined ? [] : [{ given: one, candidate }]
    })
  })
}

interface Scored extends SharedKey {
  readonly personId: string
  readonly weight: number
  /** Index in `GRADES`. */
  readonly grade: number
}

const CERTAINLY_NOT = GRADES.indexOf('certainly_not')

function scorePairs(scorer: PairScorer, rows: FeatureRows, pairs: readonly SharedKey[]): Scored[] {
  const { model } = scorer
  const isVetoed = vetoCheck(model, scorer.comparators)
  return pairs.flatMap(({ given, candidate }) => {
    const weight = scorer.score(rows.rowOf(given.id), rows.rowOf(candidate.id))
    const grade = GRADES.indexOf(gradeOf(weight, model.thresholds, isVetoed(scorer.levels)))
    if (grade === CERTAINLY_NOT) return []
    return [{ given, candidate, personId: candidate.personId ?? '', weight, grade }]
  })
}

/** The grade comes before the weight: a certain link outranks a heavier one with a veto. */
function byLikelihood(a: Scored, b: Scored): number {
  return b.grade - a.grade || b.weight - a.weight || (a.candidate.id < b.candidate.id ? -1 : 1)
}

function bestOfEachPerson(scored: readonly Scored[]): readonly Scored[] {
  const best = new Map<string, Scored>()
  for (const each of scored) {
    const name = `${each.given.id} ${each.personId}`
    const previous = best.get(name)
    if (previous === undefined || byLikelihood(each, previous) < 0) best.set(name, each)
  }
  return [...best.values()]
}

function byGiven(best: readonly Scored[]): ReadonlyMap<string, readonly Scored[]> {
  const byId = new Map<string, Scored[]>()
  for (const scored of best) {
    const group = byId.get(scored.given.id)
    if (group === undefined) byId.set(scored.given.id, [scored])
    else group.push(scored)
  }
  return byId
}

/** Returns village codes by person; empty if no query is limited to an area. */
async function areasOfPersons(
  conn: Conn,
  queries: readonly MatchQuery[],
  scored: readonly Scored[],
): Promise<ReadonlyMap<string, string | undefined>> {
  if (queries.every(({ area }) => area === undefined)) return new Map()
  const persons = await findPersons(conn, [...new Set(scored.map(({ personId }) => personId))])
  return new Map(persons.map((person) => [person.id, goldenOf(person).village_code?.value]))
}

function viewCandidate(scorer: PairScorer, rows: FeatureRows, scored: Scored): MatchCandidate {
  const { given, candidate, personId } = scored
  const records = { left: given.record, right: candidate.record }
  const places = { i: rows.rowOf(given.id), j: rows.rowOf(candidate.id) }
  const explained = viewExplanation(explainPair(scorer, records, places))
  return { person_id: personId, ...explained, record: referenceTo(candidate) }
}
