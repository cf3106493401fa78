import { tallyConflicts } from '../../application/conflicts/list-conflicts.js'
import { ok } from '../contract/answer.js'
import { conflictFilter } from './conflict-filter.js'
import { route } from '../contract/route.js'
import { ConflictCounts, ConflictFilterQuery } from './conflict-schema.js'

export const conflictCount = route({
  id: 'countConflicts',
  method: 'GET',
  path: '/v1/conflicts/counts',
  tag: 'Conflicts',
  summary: 'Count conflicts',
  description: 'Returns the number of conflicts by kind and severity, for the same filters as the list.',
  access: ['steward'],
  reach: 'confined',
  query: ConflictFilterQuery,
  answers: { 200: { description: 'The counts.', schema: ConflictCounts } },
  handle: async ({ context, rights, query }) => {
    const { database, now } = context.registry
    const counts = await tallyConflicts(database.conn, conflictFilter(query, rights), now())
    return ok({ total: counts.reduce((sum, { count }) => sum + count, 0), counts })
  },
})
