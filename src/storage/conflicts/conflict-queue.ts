import { and, asc, desc, eq, getTableColumns, gt, gte, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import type { Conn } from '../postgres/connection.js'
import { isAnyOf, isWord, readRows, select } from '../postgres/queries.js'
import { type StoredConflict, storedConflicts } from './conflicts.js'
import { conflicts, type ConflictState } from './schema.js'

/** Which conflicts; what is left out does not narrow them. */
export interface ConflictFilter {
  readonly ids?: readonly string[]
  readonly personId?: string
  readonly kinds?: readonly ConflictKind[]
  readonly state: ConflictState
  /** Dotted codes of areas: a conflict must lie in all of them. */
  readonly areas: readonly string[]
  readonly leastSeverity?: number
  readonly mostSeverity?: number
  readonly source?: string
  readonly openedFrom?: Date
  readonly openedBefore?: Date
  readonly deferred: 'hidden' | 'also' | 'only'
  readonly now: Date
}

/** `severity`: the highest first, of these the oldest. */
export type ConflictSort = 'severity' | 'oldest' | 'newest'

/** A place in the queue: that of this conflict. */
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

const { id, kind, state, severity, areaCode, personIds, sources, deferredUntil, openedAt } = conflicts
const SELECTION = getTableColumns(conflicts)

/** A page of the conflicts, in the order of an index, so that no more of them are read than are shown. */
export async function listConflicts(conn: Conn, page: ConflictQueuePage): Promise<StoredConflict[]> {
  const { filter, sort, after, limit } = page
  const query = select(SELECTION)
    .from(conflicts)
    .where(and(...conditionsOf(filter, sort), after && isBehind(sort, after)))
    .orderBy(...ORDERS[sort])
    .limit(limit)
  return storedConflicts(await readRows(conn, query))
}

const ORDERS: Readonly<Record<ConflictSort, readonly SQL[]>> = {
  severity: [desc(severity), asc(openedAt), asc(id)],
  oldest: [asc(openedAt), asc(id)],
  newest: [desc(openedAt), desc(id)],
}

function isBehind(sort: ConflictSort, place: ConflictPlace): SQL | undefined {
  const older = sql`(${openedAt}, ${id}) > (${place.openedAt}, ${place.id}::uuid)`
  switch (sort) {
    case 'severity':
      return and(lte(severity, place.severity), or(lt(severity, place.severity), older))
    case 'oldest':
      return older
    case 'newest':
      return sql`(${openedAt}, ${id}) < (${place.openedAt}, ${place.id}::uuid)`
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
  const query = select({ kind, severity, count: sql<number>`count(*)::int` })
    .from(conflicts)
    .where(and(...conditionsOf(filter, 'none')))
    .groupBy(kind, severity)
    .orderBy(asc(kind), desc(severity))
  const counts = new Map<string, ConflictCount>()
  for (const row of await readRows(conn, query)) {
    const band = bandOf(row.severity)
    const name = `${row.kind} ${band}`
    counts.set(name, { kind: row.kind, band, count: (counts.get(name)?.count ?? 0) + row.count })
  }
  return [...counts.values()]
}

function bandOf(severity: number): SeverityBand {
  if (severity >= GRAVE) return 'grave'
  return severity >= MIDDLING ? 'middling' : 'light'
}

/** The state stands in the text of the query: indexes hold either the open conflicts or the others. */
function conditionsOf(filter: ConflictFilter, sort: ConflictSort | 'none'): (SQL | undefined)[] {
  const { ids, personId, kinds, areas, leastSeverity, mostSeverity, source, openedFrom, openedBefore } = filter
  return [
    isWord(state, filter.state),
    ...areas.map((area) => inArea(area, sort)),
    ids && isAnyOf(id, ids),
    personId === undefined ? undefined : sql`${personIds} @> ARRAY[${personId}::uuid]`,
    kinds && ofKinds(kinds),
    leastSeverity === undefined ? undefined : gte(severity, leastSeverity),
    mostSeverity === undefined ? undefined : lte(severity, mostSeverity),
    source === undefined ? undefined : sql`${sources} @> ARRAY[${source}::text]`,
    openedFrom && gte(openedAt, openedFrom),
    openedBefore && lt(openedAt, openedBefore),
    deferral(filter),
  ]
}

function deferral({ deferred, now }: ConflictFilter): SQL | undefined {
  switch (deferred) {
    case 'hidden':
      return sql`(${deferredUntil} IS NULL OR ${deferredUntil} <= ${now})`
    case 'only':
      return gt(deferredUntil, now)
    case 'also':
      return undefined
  }
}

/** For one kind, an index has the conflicts in the order of the queue. */
function ofKinds(kinds: readonly ConflictKind[]): SQL {
  const [first, another] = kinds
  return first !== undefined && another === undefined
    ? eq(kind, first)
    : sql`${kind} = ANY (${sql.param(kinds)}::text[])`
}

const LENGTH_OF_PROVINCE = 2
const LENGTH_OF_REGENCY = 5
const LENGTH_OF_DISTRICT = 8

/**
 * The same as `liesIn` of the application: a province or regency is given by its Kemendagri code. The first condition finds the
 * index that has the area's conflicts in the order of the page.
 */
function inArea(area: string, sort: ConflictSort | 'none'): SQL | undefined {
  const within = sql`(${areaCode} = ${area} OR starts_with(${areaCode}, ${`${area}.`}))`
  const kemendagri = sql`(length(${areaCode}) <= ${LENGTH_OF_DISTRICT} OR substr(${areaCode}, ${LENGTH_OF_DISTRICT + 1}, 1) = '.')`
  return and(leading(area, sort), within, area.length > LENGTH_OF_REGENCY ? undefined : kemendagri)
}

/** A whole province is too much to sort by age, or to count one by one: its conflicts are picked from all in their order. */
function leading(area: string, sort: ConflictSort | 'none'): SQL | undefined {
  if (area.length >= LENGTH_OF_DISTRICT) return sql`left(${areaCode}, 8) = ${area.slice(0, LENGTH_OF_DISTRICT)}`
  if (area.length >= LENGTH_OF_REGENCY) return sql`left(${areaCode}, 5) = ${area.slice(0, LENGTH_OF_REGENCY)}`
  return sort === 'severity' ? sql`left(${areaCode}, 2) = ${area.slice(0, LENGTH_OF_PROVINCE)}` : undefined
}
