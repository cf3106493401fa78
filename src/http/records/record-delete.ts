import { maySendSource } from '../../application/access/rights.js'
import { isRefusal, refuse } from '../../application/context/refusals.js'
import { noContent } from '../contract/answer.js'
import { declineStale, seenBy } from '../contract/etag.js'
import { knownRecord, refusePersonalKey } from './record-rights.js'
import { route } from '../contract/route.js'
import { RecordPath } from './record-schema.js'

export const recordDelete = route({
  id: 'deleteRecord',
  method: 'DELETE',
  path: '/v1/sources/{code}/records/{key}',
  tag: 'Single records',
  summary: 'Withdraw a record',
  description:
    'Withdraws a record that the source no longer has. Its history is kept, and the person keeps the other ' +
    'records. The response is sent once the withdrawal is linked.',
  access: ['producer'],
  reach: 'confined',
  params: RecordPath,
  answers: { 204: { description: 'The record was withdrawn.' } },
  refusals: ['ETAG_STALE', 'HEADER_INVALID', 'PERSONAL_KEY_IN_PATH', 'RECORD_UNKNOWN'],
  handle: async ({ context, rights, params, headers }) => {
    refusePersonalKey(params)
    const unknown = refuse('RECORD_UNKNOWN', 'The source has no such record.')
    if (!maySendSource(rights, params.code)) return unknown
    const record = await knownRecord(context, params, rights)
    if (isRefusal(record)) return record
    const { code: source, key: sourceKey } = params
    const by = { by: rights.actor, ...seenBy(headers) }
    const { effect } = await context.linker.link({ kind: 'withdrawal', source, sourceKey, ...by })
    if (effect === 'stale') return declineStale()
    return effect === 'unknown' ? unknown : noContent()
  },
})
