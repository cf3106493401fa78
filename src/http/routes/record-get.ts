import { isRefusal } from '../../application/refusals.js'
import { ok } from '../answer.js'
import { disclose } from '../disclose.js'
import { etagOf } from '../etag.js'
import { maskingFor } from '../masking.js'
import { knownRecord, refusePersonalKey } from '../record-rights.js'
import { route } from '../route.js'
import { LinkedRecord, RecordPath } from '../schemas/record.js'
import { recordView } from '../views/record-view.js'

export const recordGet = route({
  id: 'getRecord',
  method: 'GET',
  path: '/v1/sources/{code}/records/{key}',
  tag: 'Single records',
  summary: 'Read a record of a source',
  description: 'Gives what the source says now under a key, and whose record it is.',
  access: ['producer', 'reader', 'steward'],
  showsPersonal: true,
  params: RecordPath,
  answers: { 200: { description: 'The record.', schema: LinkedRecord, headers: { etag: 'Its version.' } } },
  refusals: ['PERSONAL_KEY_IN_PATH', 'RECORD_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params } = call
    refusePersonalKey(params)
    const record = await knownRecord(context, params, rights)
    if (isRefusal(record)) return record
    await disclose(call, { action: 'record.read', subjectKind: 'source', subjectId: params.code })
    return ok(recordView(record, maskingFor(rights)), { etag: etagOf(record.version) })
  },
})
