import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import {
  CONFLICT_COLUMNS,
  type ConflictRow,
  type ConflictState,
  type StoredConflict,
  storedConflict,
} from './conflicts.js'
import type { Conn } from '../postgres/connection.js'
import { arrayText } from '../postgres/rows.js'

/** Which conflicts; what is left out is of no account. */
export interface ConflictFilter {
  readonly ids?: readonly string[]
  readonly personId?: string
  readonly kinds?: readonly ConflictKind[]
  readonly state: ConflictState
  /** Dotted codes of areas that it must lie in all. */
  readonly areas: readonly string[]
  readonly leastSeverity?: number
  readonly mostSeverity?: number
  readonly source?: string
  readonly openedFrom?: Date
  readonly openedBefore?: Date
  readonly deferred: 'hidden' | 'also' | 'only'
  readonly now: Date
}

/** `severity`: the gravest first, of these the oldest. */
export type ConflictSort = 'severity' | 'oldest' | 'newest'

/** A place in the queue: behind this conflict. */
export interface ConflictPlace {
  readonly severity: number
  readonly openedAt: Date
  readonly id: string
}

export interface ConflictQueuePage {
  readonly filter: ConflictFilter
  readonly sort: ConflictSort
  readonly after?: ConflictPlace
  readonly limit: number
}

/** A page of the conflicts, in the order of an index, so that no more of them are read than are shown. */
export async function listConflicts(conn: Conn, page: ConflictQueuePage): Promise<StoredConflict[]> {
  const { filter, sort, after, limit } = page
  const rows = await conn.read<ConflictRow>(sql`
    SELECT ${CONFLICT_COLUMNS} FROM conflicts
    WHERE ${conditionOf(filter, sort)} ${after === undefined ? empty : sql`AND ${behind(sort, after)}`}
    ORDER BY ${ORDERS[sort]} LIMIT ${limit}`)
  return rows.map(storedConflict)
}

const ORDERS: Readonly<Record<ConflictSort, Sql>> = {
  severity: sql`severity DESC, opened_at, conflict_id`,
  oldest: sql`opened_at, conflict_id`,
  newest: sql`opened_at DESC, conflict_id DESC`,
}

function behind(sort: ConflictSort, { severity, openedAt, id }: ConflictPlace): Sql {
  switch (sort) {
    case 'severity':
      return sql`severity <= ${severity} AND (severity < ${severity} OR (opened_at, conflict_id) > (${openedAt}, ${id}::uuid))`
    case 'oldest':
      return sql`(opened_at, conflict_id) > (${openedAt}, ${id}::uuid)`
    case 'newest':
      return sql`(opened_at, conflict_id) < (${openedAt}, ${id}::uuid)`
  }
}

/** How grave conflicts are, for counting. */
export const SEVERITY_BANDS = ['grave', 'middling', 'light'] as const
export type SeverityBand = (typeof SEVERITY_BANDS)[number]

/** The least severity of the band. */
const GRAVE = 70
const MIDDLING = 40

export interface ConflictCount {
  readonly kind: ConflictKind
  readonly band: SeverityBand
  readonly count: number
}

/**
 * How many conflicts there are of each kind and band. By kind and severity they are counted within an index, in order: of
 * 100,000 in a quarter of the time that grouping them by band takes.
 */
export async function countConflicts(conn: Conn, filter: ConflictFilter): Promise<readonly ConflictCount[]> {
  const counted = await conn.read<{ kind: ConflictKind; severity: number; count: number }>(sql`
    SELECT kind, severity, count(*)::int AS count
    FROM conflicts WHERE ${conditionOf(filter, 'none')} GROUP BY kind, severity ORDER BY kind, severity DESC`)
  const counts = new Map<string, ConflictCount>()
  for (const { kind, severity, count } of counted) {
    const band = bandOf(severity)
    const known = counts.get(`${kind} ${band}`)?.count ?? 0
    counts.set(`${kind} ${band}`, { kind, band, count: known + count })
  }
  return [...counts.values()]
}

function bandOf(severity: number): SeverityBand {
  if (severity >= GRAVE) return 'grave'
  return severity >= MIDDLING ? 'middling' : 'light'
}

/** The state goes as a word of the statement: indexes hold the open ones or the others. */
function conditionOf(filter: ConflictFilter, sort: ConflictSort | 'none'): Sql {
  const { ids, personId, kinds, areas, leastSeverity, mostSeverity, source, openedFrom, openedBefore } = filter
  const conditions = [
    STATES[filter.state],
    ...areas.map((area) => inArea(area, sort)),
    ...(ids === undefined ? [] : [sql`conflict_id = ANY (${arrayText(ids)}::uuid[])`]),
    ...(personId === undefined ? [] : [sql`person_ids @> ARRAY[${personId}::uuid]`]),
    ...(kinds === undefined ? [] : [ofKinds(kinds)]),
    ...(leastSeverity === undefined ? [] : [sql`severity >= ${leastSeverity}`]),
    ...(mostSeverity === undefined ? [] : [sql`severity <= ${mostSeverity}`]),
    ...(source === undefined ? [] : [sql`sources @> ARRAY[${source}::text]`]),
    ...(openedFrom === undefined ? [] : [sql`opened_at >= ${openedFrom}`]),
    ...(openedBefore === undefined ? [] : [sql`opened_at < ${openedBefore}`]),
    ...(filter.deferred === 'hidden' ? [sql`(deferred_until IS NULL OR deferred_until <= ${filter.now})`] : []),
    ...(filter.deferred === 'only' ? [sql`deferred_until > ${filter.now}`] : []),
  ]
  return join(conditions, ' AND ')
}

const STATES: Readonly<Record<ConflictState, Sql>> = {
  open: sql`state = 'open'`,
  resolved: sql`state = 'resolved'`,
  vanished: sql`state = 'vanished'`,
}

/** Of one kind, an index gives them in the order of the queue. */
function ofKinds(kinds: readonly ConflictKind[]): Sql {
  const [first, another] = kinds
  return first !== undefined && another === undefined ? sql`kind = ${first}` : sql`kind = ANY (${kinds}::text[])`
}

const LENGTH_OF_PROVINCE = 2
const LENGTH_OF_REGENCY = 5
const LENGTH_OF_DISTRICT = 8

/**
 * As `liesIn` of the application has it: a province or regency is meant by its Kemendagri code. The first condition finds the
 * index that has the area's conflicts in the order of the page.
 */
function inArea(area: string, sort: ConflictSort | 'none'): Sql {
  const within = sql`(area_code = ${area} OR starts_with(area_code, ${`${area}.`}))`
  const kemendagri = sql`(length(area_code) <= ${LENGTH_OF_DISTRICT} OR substr(area_code, ${LENGTH_OF_DISTRICT + 1}, 1) = '.')`
  return sql`${leading(area, sort)} AND ${within} AND ${area.length > LENGTH_OF_REGENCY ? sql`true` : kemendagri}`
}

/** A whole province is too much to sort by age, or to count one by one: it is picked out of all in their order. */
function leading(area: string, sort: ConflictSort | 'none'): Sql {
  if (area.length >= LENGTH_OF_DISTRICT) return sql`left(area_code, 8) = ${area.slice(0, LENGTH_OF_DISTRICT)}`
  if (area.length >= LENGTH_OF_REGENCY) return sql`left(area_code, 5) = ${area.slice(0, LENGTH_OF_REGENCY)}`
  return sort === 'severity' ? sql`left(area_code, 2) = ${area.slice(0, LENGTH_OF_PROVINCE)}` : sql`true`
}
