import { liveRows } from '../../domain/registry/judgements/judgement.js'
import type { Conn } from '../../storage/postgres/connection.js'
import {
  findJudgement,
  judgementsOf,
  listJudgements,
  type StoredJudgement,
} from '../../storage/judgements/judgements.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'
import { findPersons } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'
import { goldenOf } from '../persons/get-persons.js'
import { type JudgementView, originsOf, viewJudgement } from '../persons/person-history.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** A judgement with its effect on other judgements. */
export interface JudgementState extends JudgementView {
  /** Neither superseded nor reversed. */
  readonly is_live: boolean
  readonly supersedes: readonly string[]
}

/** A place in the list: after this judgement. */
export interface JudgementPlace {
  readonly judgedAt: Date
  readonly id: string
}

/** The judgements to list: all, those of a conflict, or those on a person. */
export interface JudgementQuery {
  readonly conflictId?: string
  readonly personId?: string
  readonly area: AreaPrefix
  readonly after?: JudgementPlace
  readonly limit: number
}

export interface JudgementsPage {
  readonly items: readonly JudgementState[]
  readonly next: JudgementPlace | undefined
}

/** Lists judgements and reversals, the newest first, without those on persons outside the area. */
export async function pageJudgements(conn: Conn, query: JudgementQuery): Promise<JudgementsPage> {
  const found = await findPage(conn, query)
  const shown = found.slice(0, query.limit)
  const last = found.length > query.limit ? shown.at(-1) : undefined
  return {
    items: await viewStates(conn, await judgementsIn(conn, shown, query.area)),
    next: last === undefined ? undefined : { judgedAt: last.judgedAt, id: last.id },
  }
}

/** Reads a judgement; refuses with JUDGEMENT_UNKNOWN, also for a judgement on a person outside the area. */
export async function getJudgement(conn: Conn, id: string, area: AreaPrefix): Promise<JudgementState | Refusal> {
  const judgement = await findJudgement(conn, id)
  const visible = judgement === undefined ? [] : await judgementsIn(conn, [judgement], area)
  const [state] = await viewStates(conn, visible)
  return state ?? refuse('JUDGEMENT_UNKNOWN', 'There is no such judgement.')
}

async function findPage(conn: Conn, query: JudgementQuery): Promise<readonly StoredJudgement[]> {
  const { personId, conflictId, after, limit } = query
  const page = { ...(after === undefined ? {} : { after }), ...(conflictId === undefined ? {} : { conflictId }) }
  if (personId === undefined) return listJudgements(conn, { ...page, limit: limit + 1 })
  const [person] = await findPersons(conn, [personId])
  const all = await judgementsOf(conn, person?.recordIds ?? [])
  return all
    .toReversed()
    .filter((each) => isAfter(each, after) && (conflictId === undefined || each.conflictId === conflictId))
    .slice(0, limit + 1)
}

function isAfter({ judgedAt, id }: StoredJudgement, after: JudgementPlace | undefined): boolean {
  if (after === undefined) return true
  const laterMs = judgedAt.getTime() - after.judgedAt.getTime()
  return laterMs < 0 || (laterMs === 0 && id < after.id)
}

/** Keeps the judgements on persons of the area alone; withdrawn records have no person, hence no area. */
async function judgementsIn(
  conn: Conn,
  judgements: readonly StoredJudgement[],
  area: AreaPrefix,
): Promise<readonly StoredJudgement[]> {
  if (area === undefined) return judgements
  const owners = await findPersonsOfRecords(conn, [...new Set(judgements.flatMap(({ records }) => records))])
  const persons = await findPersons(conn, [...new Set(owners.values())])
  const inArea = new Set(
    persons.filter((person) => liesIn(goldenOf(person).village_code?.value, area)).map(({ id }) => id),
  )
  return judgements.filter(({ records }) => {
    const concerned = records.flatMap((id) => owners.get(id) ?? [])
    return concerned.length > 0 && concerned.every((person) => inArea.has(person))
  })
}

async function viewStates(conn: Conn, judgements: readonly StoredJudgement[]): Promise<readonly JudgementState[]> {
  const records = [...new Set(judgements.flatMap((each) => each.records))]
  const [origins, bearing] = await Promise.all([originsOf(conn, records), judgementsOf(conn, records)])
  const live = new Set(liveRows(bearing).map(({ id }) => id))
  return judgements.map((judgement) => ({
    ...viewJudgement(judgement, origins),
    is_live: live.has(judgement.id),
    supersedes: judgement.supersedes,
  }))
}
