import { explainWhyNot, type WhyNot } from '../../domain/linkage/explain.js'
import { mayMatch } from '../../domain/linkage/blocking/sources.js'
import type { Outcome } from '../../domain/linkage/words/outcome-words.js'
import type { Words } from '../../domain/linkage/words/words.js'
import { findCrowdedKeys } from '../../storage/linkage/block-keys.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { judgementsOf } from '../../storage/judgements/judgements.js'
import type { LiveRecord } from '../../storage/linkage/live-records.js'
import type { LinkingContext } from '../active-model/linking-context.js'
import { type ComparedRecords, loadComparedRecords } from './compared-records.js'
import { type EdgeView, referencesTo } from './explain-person.js'
import { viewExplanation } from './evidence-view.js'
import { type JudgementView, originsOf, viewJudgement } from './person-history.js'

/** How linking scores two records, whether or not a pass has compared them. */
export interface PairView extends EdgeView {
  readonly outcome: Outcome
  readonly words: Words
  /** The block rules for which both records have a common key. Without one, no pass compares the records. */
  readonly shared_keys: readonly string[]
  readonly person_ids: readonly [string, string]
}

/** The scored pairs of two sides, and the judgements on them. */
export interface PairExplanationView {
  readonly is_one_person: boolean
  /** Every record of one side with every record of the other, the heaviest pair first. */
  readonly pairs: readonly PairView[]
  /** Judgements that name records of both sides. */
  readonly judgements: readonly JudgementView[]
}

const MOST_PAIRS = 50

/** Explains why the records of two sides are one person or not. Each side holds live records of one person. */
export async function explainSides(
  conn: Conn,
  context: LinkingContext,
  [left, right]: readonly [readonly string[], readonly string[]],
): Promise<PairExplanationView> {
  const compared = await loadComparedRecords(conn, context, [...left, ...right])
  const explain = await whyNotOf(conn, compared)
  const sides = [left, right].map((ids) => compared.records.list(ids))
  const [lefts = [], rights = []] = sides
  const pairs = lefts.flatMap((a) => rights.filter((b) => b.id !== a.id).map((b) => explain(a, b)))
  const all = [...lefts, ...rights]
  return {
    is_one_person: all.every(({ personId }) => personId === all[0]?.personId),
    pairs: pairs.sort((a, b) => b.weight - a.weight).slice(0, MOST_PAIRS),
    judgements: await judgementsBetween(conn, left, right),
  }
}

async function whyNotOf(
  conn: Conn,
  { rows, records }: ComparedRecords,
): Promise<(left: LiveRecord, right: LiveRecord) => PairView> {
  const keys = records.list(rows.ids).flatMap(({ blockKeys }) => blockKeys)
  const crowded = await findCrowdedKeys(conn, [...new Set(keys)])
  const scorer = rows.scorer(records.crowds)
  const candidacy = { index: rows.index(records.crowds, crowded), mayBeOne: mayMatch(scorer.model, scorer.table) }
  return (left, right) => {
    const places = { i: rows.rowOf(left.id), j: rows.rowOf(right.id) }
    const found = explainWhyNot(scorer, candidacy, {
      records: { left: left.record, right: right.record },
      rows: places,
    })
    return viewPair(left, right, found)
  }
}

function viewPair(left: LiveRecord, right: LiveRecord, found: WhyNot): PairView {
  return {
    records: referencesTo(left, right),
    ...viewExplanation(found),
    outcome: found.outcome,
    words: found.words,
    shared_keys: found.sharedKeys,
    person_ids: [left.personId ?? '', right.personId ?? ''],
  }
}

async function judgementsBetween(
  conn: Conn,
  left: readonly string[],
  right: readonly string[],
): Promise<readonly JudgementView[]> {
  const ofLeft = new Set(left)
  const ofRight = new Set(right)
  const between = (await judgementsOf(conn, left)).filter(
    ({ records }) => records.some((id) => ofLeft.has(id)) && records.some((id) => ofRight.has(id)),
  )
  const origins = await originsOf(
    conn,
    between.flatMap(({ records }) => records),
  )
  return between.map((judgement) => viewJudgement(judgement, origins))
}
