import { readVerdict } from '../../application/conflicts/read-verdict.js'
import { viewResolution } from '../../application/conflicts/resolution-view.js'
import { resolveConflicts } from '../../application/conflicts/resolve-conflicts.js'
import type { Resolution as Resolved } from '../../application/conflicts/resolve-conflict.js'
import { isRefusal, type Refusal, REFUSAL_STATUS } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { disclose } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'
import { type BodyOf, type Call, route } from '../contract/route.js'
import { NewResolutions, Resolutions } from './conflict-schema.js'
import { masked } from '../disclosure/masked.js'

export const conflictResolveMany = route({
  id: 'resolveConflicts',
  method: 'POST',
  path: '/v1/conflicts/resolutions',
  tag: 'Conflicts',
  summary: 'Resolve many conflicts',
  description:
    'Applies up to 200 judgements in order, each independently: a rejected item does not stop the others. Each ' +
    'item is answered as a single call would be. The field `version` takes the place of If-Match.',
  access: ['steward'],
  reach: 'confined',
  isIdempotent: true,
  showsPersonal: true,
  body: NewResolutions,
  answers: { 200: { description: 'The result of each item, in order.', schema: Resolutions } },
  handle: async (call) => {
    const { context, rights, body } = call
    const results = await resolveConflicts(
      context.registry.database,
      context.judging,
      body.items.map(({ id, version, reason = body.reason, ...given }) => ({
        ...readVerdict(given),
        conflictId: id,
        version,
        reason,
        judgedBy: rights.actor,
        area: rights.areaPrefix,
      })),
    )
    const items = await Promise.all(results.map((result, at) => viewItem(call, body.items[at]?.id ?? '', result)))
    const [first] = body.items
    await disclose(call, {
      action: 'conflict.effects_read',
      subjectKind: 'conflict',
      count: results.length,
      persons: personsIn(items),
      ...(first === undefined ? {} : { subjectId: first.id }),
    })
    return ok({ items })
  },
})

async function viewItem(
  call: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>,
  id: string,
  result: Resolved | Refusal,
): Promise<BodyOf<typeof Resolutions>['items'][number]> {
  if (isRefusal(result)) {
    const { code, detail } = result
    return { id, status: REFUSAL_STATUS[code], resolution: null, problem: { code, detail } }
  }
  const view = await insideArea(call, await viewResolution(call.context.registry.database.conn, result))
  const resolution = masked(view, maskingFor(call))
  return { id, status: 200, resolution, problem: null }
}
