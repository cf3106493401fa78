import { type ConflictPlaceView, pageConflicts } from '../../application/conflicts/list-conflicts.js'
import { conflictFilter } from './conflict-filter.js'
import { readCursor, writeCursor } from '../paging/cursor.js'
import { disclose } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { maskingFor } from '../disclosure/masking.js'
import { pageAnswer } from '../paging/page.js'
import { route } from '../contract/route.js'
import { ConflictQuery, ConflictSummary } from './conflict-schema.js'
import { Page } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

export const conflictList = route({
  id: 'listConflicts',
  method: 'GET',
  path: '/v1/conflicts',
  tag: 'Conflicts',
  summary: 'List conflicts',
  description:
    'A conflict is something that the sources leave unclear: whether two persons are one, which birth date is ' +
    'right, or who lives together. Returns the open ones by default, by severity and then by age. An open ' +
    'conflict takes nothing from a person. Get a conflict to read the evidence and the effects of each verdict.',
  access: ['steward'],
  reach: 'confined',
  showsPersonal: true,
  query: ConflictQuery,
  answers: { 200: { description: 'A page of conflicts.', schema: Page(ConflictSummary) } },
  refusals: ['CURSOR_INVALID'],
  handle: async (call) => {
    const { context, rights, query } = call
    const { sort, limit, cursor } = query
    const { database, secret, now } = context.registry
    const list = `conflicts by ${sort}`
    const after = cursor === undefined ? undefined : placeOf(readCursor(secret, list, cursor))
    const page = { ...conflictFilter(query, rights), sort, limit, ...(after === undefined ? {} : { after }) }
    const { items, next } = await pageConflicts(database.conn, page, now())
    if (items.length > 0) {
      const persons = personsIn(items)
      await disclose(call, { action: 'conflict.listed', subjectKind: 'conflict', count: items.length, persons })
    }
    const cursorOfNext =
      next === undefined ? undefined : writeCursor(secret, list, [next.severity, next.openedAt.toISOString(), next.id])
    return pageAnswer(call, masked(items, maskingFor(call)), cursorOfNext)
  },
})

function placeOf([severity, openedAt, id]: readonly (string | number | null)[]): ConflictPlaceView {
  return { severity: Number(severity), openedAt: new Date(String(openedAt)), id: String(id) }
}
