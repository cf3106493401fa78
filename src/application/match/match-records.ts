import { vetoCheck, GRADES, gradeOf } from '../../domain/linkage/classify.js'
import { explainPair } from '../../domain/linkage/explain.js'
import type { CanonicalRecord } from '../../domain/registry/canonical-record.js'
import type { KeyHolder } from '../../storage/block-keys.js'
import type { Conn } from '../../storage/connection.js'
import type { LiveRecord } from '../../storage/live-records.js'
import { findComparedRecords, listFewKeyHolders } from '../../storage/match-reading.js'
import { findPersons } from '../../storage/persons.js'
import { type AreaPrefix, liesIn } from '../area-scope.js'
import { FeatureRows } from '../linking/feature-rows.js'
import type { LinkingContext } from '../linking/linking-context.js'
import { Workspace } from '../linking/workspace.js'
import { type EvidenceView, viewExplanation } from '../persons/evidence-view.js'
import { goldenOf } from '../persons/get-persons.js'
import { type RecordReference, referenceTo } from '../persons/value-view.js'
import { asRecordsOfNobody, idOfGiven } from './given-records.js'
import { type SharedKey, shortlist } from './shortlist.js'

/** A person whom a given record may be of: how sure that is, and why, by the person's record that is most like it. */
export interface MatchCandidate {
  readonly person_id: string
  readonly grade: string
  readonly weight: number
  readonly probability: number
  readonly vetoes: readonly string[]
  readonly record: RecordReference | null
  readonly evidence: readonly EvidenceView[]
}

/** What to match with, and in which area the caller may know people. */
export interface MatchQuery {
  readonly records: readonly CanonicalRecord[]
  readonly area: AreaPrefix
  /** Candidates for each record at most. */
  readonly limit: number
}

interface Scored {
  readonly given: number
  readonly candidate: LiveRecord
  readonly personId: string
  readonly weight: number
  readonly grade: number
}

/**
 * Whom of the registry each given record may be of, the likeliest first, by the same keys, comparisons and weights as in
 * linking. Records of one source with one family reference are company to each other. Stores nothing.
 */
export async function matchRecords(
  conn: Conn,
  context: LinkingContext,
  { records, area, limit }: MatchQuery,
): Promise<readonly (readonly MatchCandidate[])[]> {
  const given = asRecordsOfNobody(records)
  const pairs = await pairsToScore(conn, context, given)
  const { rows, workspace } = await loadRows(conn, context, { given, pairs })
  const best = bestOfEachPerson(scorePairs(rows, workspace, pairs))
  const known = await personsInArea(conn, best, area)
  return given.map(({ id, record }, place) =>
    best
      .filter((scored) => scored.given === place && known(scored.personId))
      .sort(byLikelihood)
      .slice(0, limit)
      .map((scored) => viewCandidate(rows, workspace, { scored, id, record })),
  )
}

/** The model's grades are the same with and without the given records, so that only likely pairs need their families. */
async function pairsToScore(
  conn: Conn,
  { model }: LinkingContext,
  given: readonly LiveRecord[],
): Promise<readonly SharedKey[]> {
  const rows = new FeatureRows(model)
  rows.append(given)
  const keysOf = rows.keysOfFirst(given.length, NO_CROWDS)
  const holders = await listFewKeyHolders(conn, [...new Set(keysOf.flat())])
  const pairs = pairsBySharedKey(keysOf, holders)
  const records = await findComparedRecords(conn, [...new Set(pairs.map(({ recordId }) => recordId))])
  return shortlist(
    model,
    given.map(({ record }) => record),
    { pairs, records },
  )
}

function pairsBySharedKey(keysOf: readonly (readonly number[])[], holders: readonly KeyHolder[]): SharedKey[] {
  const holdersOf = new Map<number, string[]>()
  for (const { key, recordId } of holders) {
    const known = holdersOf.get(key)
    if (known === undefined) holdersOf.set(key, [recordId])
    else known.push(recordId)
  }
  return keysOf.flatMap((keys, given) => {
    const ids = new Set(keys.flatMap((key) => holdersOf.get(key) ?? []))
    return [...ids].map((recordId) => ({ given, recordId }))
  })
}

const NO_CROWDS: ReadonlySet<string> = new Set()

interface Loaded {
  readonly rows: FeatureRows
  readonly workspace: Workspace
}

async function loadRows(
  conn: Conn,
  context: LinkingContext,
  { given, pairs }: { given: readonly LiveRecord[]; pairs: readonly SharedKey[] },
): Promise<Loaded> {
  const workspace = new Workspace(conn, context)
  await workspace.load(pairs.map(({ recordId }) => recordId))
  const company = await workspace.loadFamilies([...workspace.records.values()])
  const rows = new FeatureRows(context.model)
  rows.append(given)
  rows.append(workspace.records.values())
  rows.append(company.flatMap((id) => workspace.records.get(id) ?? []))
  return { rows, workspace }
}

const CERTAINLY_NOT = GRADES.indexOf('certainly_not')

function scorePairs(rows: FeatureRows, workspace: Workspace, pairs: readonly SharedKey[]): Scored[] {
  const scorer = rows.scorer(workspace.crowds)
  const { model } = scorer
  const isVetoed = vetoCheck(model, scorer.comparators)
  return pairs.flatMap(({ given, recordId }) => {
    const candidate = workspace.records.get(recordId)
    if (candidate?.personId === undefined) return []
    const weight = scorer.score(rows.rowOf(idOfGiven(given)), rows.rowOf(recordId))
    const grade = GRADES.indexOf(gradeOf(weight, model.thresholds, isVetoed(scorer.levels)))
    if (grade === CERTAINLY_NOT) return []
    return [{ given, candidate, personId: candidate.personId, weight, grade }]
  })
}

/** A certain link outranks a heavier one that is vetoed. */
function byLikelihood(a: Scored, b: Scored): number {
  return b.grade - a.grade || b.weight - a.weight || (a.candidate.id < b.candidate.id ? -1 : 1)
}

function bestOfEachPerson(scored: readonly Scored[]): Scored[] {
  const best = new Map<string, Scored>()
  for (const each of scored) {
    const name = `${each.given} ${each.personId}`
    const known = best.get(name)
    if (known === undefined || byLikelihood(each, known) < 0) best.set(name, each)
  }
  return [...best.values()]
}

async function personsInArea(
  conn: Conn,
  scored: readonly Scored[],
  area: AreaPrefix,
): Promise<(personId: string) => boolean> {
  if (area === undefined) return () => true
  const persons = await findPersons(conn, [...new Set(scored.map(({ personId }) => personId))])
  const inside = persons.filter((person) => liesIn(goldenOf(person).village_code?.value, area))
  const ids = new Set(inside.map(({ id }) => id))
  return (personId) => ids.has(personId)
}

function viewCandidate(
  rows: FeatureRows,
  workspace: Workspace,
  { scored, id, record }: { scored: Scored; id: string; record: CanonicalRecord },
): MatchCandidate {
  const { candidate, personId } = scored
  const scorer = rows.scorer(workspace.crowds)
  const places = { i: rows.rowOf(id), j: rows.rowOf(candidate.id) }
  const explained = viewExplanation(explainPair(scorer, { left: record, right: candidate.record }, places))
  return { person_id: personId, ...explained, record: referenceTo(candidate) }
}
