import { z } from 'zod'
import { deferConflict } from '../../application/conflicts/defer-conflict.js'
import { deskOf } from '../../application/judgements/desk-of.js'
import { ok } from '../contract/answer.js'
import { answerDeed } from '../disclosure/answer-deed.js'
import { etagOf, versionToMatch } from '../contract/etag.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { ConflictSummary, NewDeferral } from './conflict-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

export const conflictDefer = route({
  id: 'deferConflict',
  method: 'POST',
  path: '/v1/conflicts/{id}/deferral',
  tag: 'Conflicts',
  summary: 'Put a conflict off',
  description:
    'Hides an open conflict from the queue until a time within a year, such as while an office is being asked. It stays ' +
    'open; `deferred=also` lists it all the same.',
  access: ['steward'],
  isIdempotent: true,
  needsMatch: true,
  params: z.strictObject({ id: Uuid }),
  body: NewDeferral,
  answers: { 200: { description: 'The conflict.', schema: ConflictSummary, headers: { etag: 'Its version.' } } },
  refusals: ['CONFLICT_CHANGED', 'CONFLICT_CLOSED', 'CONFLICT_UNKNOWN', 'DEFERRAL_INVALID', 'REASON_MISSING'],
  handle: async (call) => {
    const { rights, params, body, headers } = call
    const deferring = {
      conflictId: params.id,
      version: versionToMatch(headers),
      until: new Date(body.until),
      reason: body.reason,
      deferredBy: rights.actor,
      area: rights.areaPrefix,
    }
    return answerDeed(call, {
      deed: (registry) => deferConflict(deskOf(registry), deferring),
      answer: (deferred) => ok(masked(deferred, maskingFor(rights)), { etag: etagOf(deferred.version) }),
    })
  },
})
