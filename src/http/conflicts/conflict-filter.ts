import type { z } from 'zod'
import type { ConflictQuery as Wanted } from '../../application/conflicts/list-conflicts.js'
import type { Rights } from '../../application/access/rights.js'
import type { ConflictFilterQuery } from './conflict-schema.js'

type Filter = z.infer<typeof ConflictFilterQuery>

/** Which conflicts a query asks for, among those that the caller may know of. */
export function conflictFilter(query: Filter, { areaPrefix }: Rights): Wanted {
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
