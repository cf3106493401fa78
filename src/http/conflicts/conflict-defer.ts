import { isRefusal } from '../../application/context/refusals.js'
import { z } from 'zod'
import { deferConflict } from '../../application/conflicts/defer-conflict.js'
import { ok } from '../contract/answer.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { etagOf, versionToMatch } from '../contract/etag.js'
import { maskingFor } from '../disclosure/masking.js'
import { type BodyOf, route } from '../contract/route.js'
import { ConflictSummary, NewDeferral } from './conflict-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

export const conflictDefer = route({
  id: 'deferConflict',
  method: 'POST',
  path: '/v1/conflicts/{id}/deferral',
  tag: 'Conflicts',
  summary: 'Defer a conflict',
  description:
    'Hides an open conflict from the queue until a time within a year, for example while an agency is being ' +
    'asked. The conflict stays open; `deferred=also` includes it in the list.',
  access: ['steward'],
  reach: 'confined',
  isIdempotent: true,
  needsMatch: true,
  params: z.strictObject({ id: Uuid }),
  body: NewDeferral,
  answers: { 200: { description: 'The conflict.', schema: ConflictSummary, headers: { etag: 'Its version.' } } },
  refusals: ['CONFLICT_CHANGED', 'CONFLICT_CLOSED', 'CONFLICT_UNKNOWN', 'DEFERRAL_INVALID', 'REASON_MISSING'],
  handle: async (call) => {
    const { context, rights, params, body, headers } = call
    return inTransaction(call, async (tx) => {
      const conflict = await deferConflict(tx, context.judging, {
        conflictId: params.id,
        version: versionToMatch(headers),
        until: new Date(body.until),
        reason: body.reason,
        deferredBy: rights.actor,
        area: rights.areaPrefix,
      })
      if (isRefusal(conflict)) return conflict
      const shown = masked(conflict, maskingFor(call))
      return ok<BodyOf<typeof ConflictSummary>>(shown, { etag: etagOf(conflict.version) })
    })
  },
})
