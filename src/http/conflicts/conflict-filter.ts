import type { z } from 'zod'
import type { ConflictQuery as StoredFilter } from '../../application/conflicts/list-conflicts.js'
import type { Rights } from '../../application/access/rights.js'
import type { ConflictFilterQuery } from './conflict-schema.js'

type Filter = z.infer<typeof ConflictFilterQuery>

/** The filter of a query, narrowed to the area of the key. */
export function conflictFilter(query: Filter, { areaPrefix }: Rights): StoredFilter {
  const { kind, state, area, severity, source, person, deferred } = query
  const [least, most] = severity?.split('-').map(Number) ?? []
  return {
    areas: [area, areaPrefix],
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(state === undefined ? {} : { state }),
    ...(least === undefined ? {} : { leastSeverity: least }),
    ...(most === undefined ? {} : { mostSeverity: most }),
    ...(source === undefined ? {} : { source }),
    ...(person === undefined ? {} : { personId: person }),
    ...(query.opened_from === undefined ? {} : { openedFrom: new Date(query.opened_from) }),
    ...(query.opened_before === undefined ? {} : { openedBefore: new Date(query.opened_before) }),
    ...(deferred === undefined ? {} : { deferred }),
  }
}
