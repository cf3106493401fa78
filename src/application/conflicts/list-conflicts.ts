import type { ConflictKind } from '../../domain/registry/conflicts/conflict.js'
import {
  type ConflictCount,
  type ConflictFilter,
  type ConflictPlace,
  type ConflictSort,
  countConflicts,
  listConflicts,
} from '../../storage/conflicts/conflict-queue.js'
import { type ConflictState, findOpenConflictsOf } from '../../storage/conflicts/conflicts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findPersons } from '../../storage/persons/persons.js'
import type { AreaPrefix } from '../context/area-scope.js'
import { type ConflictSummary, viewConflictSummary } from './conflict-view.js'

/** Which conflicts to list or count. */
export interface ConflictQuery {
  readonly kinds?: readonly ConflictKind[]
  /** `open` by default. */
  readonly state?: ConflictState
  /** A conflict must lie in all of these areas: the requested one and the one that the caller may see. */
  readonly areas?: readonly AreaPrefix[]
  readonly leastSeverity?: number
  readonly mostSeverity?: number
  readonly source?: string
  readonly personId?: string
  readonly openedFrom?: Date
  readonly openedBefore?: Date
  /** `hidden` by default: deferred conflicts are left out until their time. */
  readonly deferred?: 'hidden' | 'also' | 'only'
}

export interface ConflictPageQuery extends ConflictQuery {
  readonly sort: ConflictSort
  readonly after?: ConflictPlace
  readonly limit: number
}

/** A place in the queue: after this conflict. */
export type ConflictPlaceView = ConflictPlace

/** A page of the queue, and the place after which the next page begins. */
export interface ConflictPage {
  readonly items: readonly ConflictSummary[]
  readonly next: ConflictPlace | undefined
}

/** Lists conflicts, by default the open ones that are not deferred, by severity, the highest first, then by age. */
export async function pageConflicts(conn: Conn, query: ConflictPageQuery, now: Date): Promise<ConflictPage> {
  const { sort, after, limit } = query
  const filter = await filterOf(conn, query, now)
  const page = { filter, sort, limit: limit + 1, ...(after === undefined ? {} : { after }) }
  const found = await listConflicts(conn, page)
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  const persons = await findPersons(conn, [...new Set(shown.flatMap(({ personIds }) => personIds))])
  const byId = new Map(persons.map((person) => [person.id, person]))
  return {
    items: shown.map((conflict) => viewConflictSummary(conflict, byId)),
    next: last === undefined ? undefined : { severity: last.severity, openedAt: last.openedAt, id: last.id },
  }
}

/** Counts conflicts by kind and band of severity. */
export async function tallyConflicts(conn: Conn, query: ConflictQuery, now: Date): Promise<readonly ConflictCount[]> {
  return countConflicts(conn, await filterOf(conn, query, now))
}

/** The open conflicts of a person are looked up by the person, so that no others are read. */
async function filterOf(conn: Conn, query: ConflictQuery, now: Date): Promise<ConflictFilter> {
  const { personId, state = 'open', areas = [], deferred = 'hidden', ...rest } = query
  const ids =
    personId === undefined || state !== 'open' ? undefined : [...(await findOpenConflictsOf(conn, [personId]))]
  return {
    ...rest,
    state,
    areas: areas.flatMap((area) => (area === undefined || area === '' ? [] : area)),
    deferred: state === 'open' ? deferred : 'also',
    now,
    ...(ids === undefined ? {} : { ids }),
    ...(personId === undefined || ids !== undefined ? {} : { personId }),
  }
}
