import { z } from 'zod'
import { readVerdict } from '../../application/conflicts/read-verdict.js'
import { viewResolution } from '../../application/conflicts/resolution-view.js'
import {
  previewResolution,
  resolveConflict,
  type Resolution as Resolved,
} from '../../application/conflicts/resolve-conflict.js'
import { isRefusal } from '../../application/context/refusals.js'
import { inPreview, type Tx } from '../../application/context/unit-of-work.js'
import { type Answer, ok } from '../contract/answer.js'
import { disclose, discloseIn } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { etagOf, versionToMatch } from '../contract/etag.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'
import { type BodyOf, type Call, route } from '../contract/route.js'
import { NewResolution, Resolution } from './conflict-schema.js'
import { PREVIEW_QUERY } from '../judgements/effects-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

export const conflictResolve = route({
  id: 'resolveConflict',
  method: 'POST',
  path: '/v1/conflicts/{id}/resolution',
  tag: 'Conflicts',
  summary: 'Resolve a conflict',
  description:
    'Stores a judgement and links the persons concerned at once; the response holds all effects. A judgement ' +
    'overrules all sources in every later batch until it is reversed (POST /v1/judgements/{id}/reversal). When ' +
    'the records under it change, its conflict is opened again. `preview=true` returns the effects and changes ' +
    'nothing. GET /v1/conflicts/{id} lists the possible verdicts: send the `answer` of one of them with a reason.',
  access: ['steward'],
  reach: 'confined',
  isIdempotent: true,
  needsMatch: true,
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: PREVIEW_QUERY,
  body: NewResolution,
  answers: {
    200: {
      description: 'The effects of the judgement.',
      schema: Resolution,
      headers: { etag: 'The new version of the conflict.' },
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
    const { context, rights, params, query, body } = call
    const { judging, registry } = context
    const order = {
      ...readVerdict(body),
      conflictId: params.id,
      version: versionToMatch(call.headers),
      reason: body.reason,
      judgedBy: rights.actor,
      area: rights.areaPrefix,
    }
    const disclosure = { action: 'conflict.effects_read', subjectKind: 'conflict', subjectId: params.id }
    if (query.preview === 'true') {
      const answer = await inPreview(registry.database, async (tx) => {
        const resolution = await previewResolution(tx, judging, order)
        return isRefusal(resolution) ? resolution : answerOf(tx, resolution, call)
      })
      if (!isRefusal(answer)) await disclose(call, { ...disclosure, persons: personsIn(answer.body) })
      return answer
    }
    return inTransaction(call, async (tx) => {
      const resolution = await resolveConflict(tx, judging, order)
      if (isRefusal(resolution)) return resolution
      const answer = await answerOf(tx, resolution, call)
      await discloseIn(tx, call, { ...disclosure, persons: personsIn(answer.body) })
      return answer
    })
  },
})

async function answerOf(
  tx: Tx,
  resolution: Resolved,
  call: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>,
): Promise<Answer<200, BodyOf<typeof Resolution>>> {
  const shown = masked(await insideArea(call, await viewResolution(tx, resolution)), maskingFor(call))
  return ok(shown, { etag: etagOf(resolution.conflict.version) })
}
