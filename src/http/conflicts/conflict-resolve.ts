import { z } from 'zod'
import { readVerdict } from '../../application/conflicts/read-verdict.js'
import { viewResolution } from '../../application/conflicts/resolution-view.js'
import { previewResolution, resolveConflict } from '../../application/conflicts/resolve-conflict.js'
import { deskOf } from '../../application/judgements/desk-of.js'
import { ok } from '../contract/answer.js'
import { answerDeed } from '../disclosure/answer-deed.js'
import { etagOf, versionToMatch } from '../contract/etag.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { NewResolution, Resolution } from './conflict-schema.js'
import { PREVIEW_QUERY } from '../judgements/effects-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { maskEffects } from '../judgements/masked-effects.js'
import { masked } from '../disclosure/masked.js'

export const conflictResolve = route({
  id: 'resolveConflict',
  method: 'POST',
  path: '/v1/conflicts/{id}/resolution',
  tag: 'Conflicts',
  summary: 'Give a verdict',
  description:
    'Judges, and links at once whom it concerns: the answer tells everything that happened. A judgement holds above all ' +
    'sources through every later delivery until it is taken back (POST /v1/judgements/{id}/reversal); when the records that ' +
    'it rested on change, its question is opened again. `preview=true` tells the same and changes nothing. GET ' +
    '/v1/conflicts/{id} offers the verdicts that fit: send the `answer` of one, with a reason.',
  access: ['steward'],
  isIdempotent: true,
  needsMatch: true,
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: PREVIEW_QUERY,
  body: NewResolution,
  answers: {
    200: {
      description: 'What the verdict did.',
      schema: Resolution,
      headers: { etag: 'The version of the conflict now.' },
    },
  },
  refusals: [
    'CONFLICT_CHANGED',
    'CONFLICT_CLOSED',
    'CONFLICT_UNKNOWN',
    'JUDGEMENT_NOT_LIVE',
    'JUDGEMENT_UNKNOWN',
    'PERSON_REPEATED',
    'REASON_MISSING',
    'RECORD_UNKNOWN',
    'VALUE_INVALID',
    'VERDICT_UNFIT',
  ],
  handle: async (call) => {
    const { rights, params, query, body } = call
    const isPreview = query.preview === 'true'
    const resolving = {
      ...readVerdict(body),
      conflictId: params.id,
      version: versionToMatch(call.headers),
      reason: body.reason,
      judgedBy: rights.actor,
      area: rights.areaPrefix,
    }
    return answerDeed(call, {
      deed: (registry) => (isPreview ? previewResolution : resolveConflict)(deskOf(registry), resolving),
      answer: async (resolved, { conn, disclose }) => {
        await disclose({ action: 'conflict.effects_read', subjectKind: 'conflict', subjectId: params.id })
        const masking = maskingFor(rights)
        const view = await viewResolution(conn, resolved, isPreview)
        const shown = masked({ ...view, effects: maskEffects(view.effects, masking) }, masking)
        return ok(shown, { etag: etagOf(resolved.conflict.version) })
      },
    })
  },
})
