import { z } from 'zod'
import { getConflict } from '../../application/conflicts/get-conflict.js'
import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { disclose } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { etagOf } from '../contract/etag.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { Conflict } from './conflict-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

export const conflictGet = route({
  id: 'getConflict',
  method: 'GET',
  path: '/v1/conflicts/{id}',
  tag: 'Conflicts',
  summary: 'Get a conflict',
  description:
    'Returns the persons of a conflict with golden values, records and household, the evidence in words, and ' +
    'every possible verdict with its effects: persons merged or split, households, other conflicts and payments. ' +
    'The effects are computed against the registry as it is now, and nothing is changed. Send the ETag as ' +
    'If-Match to resolve the conflict.',
  access: ['steward'],
  reach: 'confined',
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  answers: { 200: { description: 'The conflict.', schema: Conflict, headers: { etag: 'Its version.' } } },
  refusals: ['CONFLICT_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params } = call
    const { database } = context.registry
    const read = await getConflict(database, context.judging, { id: params.id, area: rights.areaPrefix })
    if (isRefusal(read)) return read
    const found = await insideArea(call, read)
    const persons = personsIn(found)
    await disclose(call, { action: 'conflict.read', subjectKind: 'conflict', subjectId: found.id, persons })
    return ok(masked(found, maskingFor(call)), { etag: etagOf(found.version) })
  },
})
