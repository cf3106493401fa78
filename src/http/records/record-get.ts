import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { disclose } from '../disclosure/disclose.js'
import { etagOf } from '../contract/etag.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'
import { knownRecord, refusePersonalKey } from './record-rights.js'
import { route } from '../contract/route.js'
import { LinkedRecord, RecordPath } from './record-schema.js'
import { recordView } from './record-view.js'

export const recordGet = route({
  id: 'getRecord',
  method: 'GET',
  path: '/v1/sources/{code}/records/{key}',
  tag: 'Single records',
  summary: 'Get a record',
  description: 'Returns the current record of a source under a key, with its person.',
  access: ['producer', 'reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  params: RecordPath,
  answers: { 200: { description: 'The record.', schema: LinkedRecord, headers: { etag: 'Its version.' } } },
  refusals: ['PERSONAL_KEY_IN_PATH', 'RECORD_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params } = call
    refusePersonalKey(params)
    const record = await knownRecord(context, params, rights)
    if (isRefusal(record)) return record
    const persons = record.personId === undefined ? [] : [record.personId]
    await disclose(call, { action: 'record.read', subjectKind: 'source', subjectId: params.code, persons })
    return ok(await insideArea(call, recordView(record, maskingFor(call))), { etag: etagOf(record.version) })
  },
})
