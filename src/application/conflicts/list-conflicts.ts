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
import { findPersons } from '../../storage/persons/persons.js'
import type { AreaPrefix } from '../context/area-scope.js'
import type { Registry } from '../context/registry.js'
import { type ConflictSummary, viewConflictSummary } from './conflict-view.js'

/** Which conflicts are asked for. */
export interface ConflictQuery {
  readonly kinds?: readonly ConflictKind[]
  /** `open` where nothing is said. */
  readonly state?: ConflictState
  /** Areas that it must lie in all: the one asked for and the one that the caller may see. */
  readonly areas?: readonly AreaPrefix[]
  readonly leastSeverity?: number
  readonly mostSeverity?: number
  readonly source?: string
  readonly personId?: string
  readonly openedFrom?: Date
  readonly openedBefore?: Date
  /** Deferred ones are hidden until their day unless they are asked for, `also` or `only`. */
  readonly deferred?: 'hidden' | 'also' | 'only'
}

export interface ConflictPageQuery extends ConflictQuery {
  readonly sort: ConflictSort
  readonly after?: ConflictPlace
  readonly limit: number
}

/** A place in the queue: behind this conflict. */
export type ConflictPlaceView = ConflictPlace

/** A page of the queue, and the place behind which the next one begins. */
export interface ConflictPage {
  readonly items: readonly ConflictSummary[]
  readonly next: ConflictPlace | undefined
}

/** Lists conflicts: by default the open ones that are not deferred, the gravest first and of these the oldest. */
export async function pageConflicts(registry: Registry, query: ConflictPageQuery): Promise<ConflictPage> {
  const { conn } = registry.database
  const { sort, after, limit } = query
  const filter = await filterOf(registry, query)
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

/** Counts the conflicts that a query finds, by kind and band of severity. */
export async function tallyConflicts(registry: Registry, query: ConflictQuery): Promise<readonly ConflictCount[]> {
  return countConflicts(registry.database.conn, await filterOf(registry, query))
}

/** A person's open conflicts are looked up by the person first, so that nothing but them is read. */
async function filterOf(registry: Registry, query: ConflictQuery): Promise<ConflictFilter> {
  const { personId, state = 'open', areas = [], deferred = 'hidden', ...rest } = query
  const ids =
    personId === undefined || state !== 'open'
      ? undefined
      : [...(await findOpenConflictsOf(registry.database.conn, [personId]))]
  return {
    ...rest,
    state,
    areas: areas.flatMap((area) => (area === undefined || area === '' ? [] : area)),
    deferred: state === 'open' ? deferred : 'also',
    now: registry.now(),
    ...(ids === undefined ? {} : { ids }),
    ...(personId === undefined || ids !== undefined ? {} : { personId }),
  }
}
