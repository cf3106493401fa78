import type { z } from 'zod'
import { maySeeArea, maySendSource } from '../../application/access/rights.js'
import { getRecord } from '../../application/records/get-record.js'
import { standingOf } from '../../application/records/record-standing.js'
import { type Faulty, readSingle } from '../../application/records/read-single.js'
import { isRefusal, type Refusal, refuse } from '../../application/context/refusals.js'
import { answer, type Answer } from '../contract/answer.js'
import { disclose } from '../disclosure/disclose.js'
import { declineStale, etagOf, seenBy } from '../contract/etag.js'
import { maskingFor } from '../disclosure/masking.js'
import { HttpProblem } from '../contract/problem.js'
import { refusePersonalKey } from './record-rights.js'
import { type BodyOf, type Call, route } from '../contract/route.js'
import { LinkedRecord, NewRecord, RecordPath } from './record-schema.js'
import { recordView } from './record-view.js'

type Put = Call<z.infer<typeof RecordPath>, undefined, z.infer<typeof NewRecord>>
const ETAG = { etag: 'Its version.' }

export const recordPut = route({
  id: 'putRecord',
  method: 'PUT',
  path: '/v1/sources/{code}/records/{key}',
  tag: 'Single records',
  summary: 'Say a record',
  description:
    'Says what the source has under a key from now on, in place of what it said before; what is left out is blank. The ' +
    'answer comes when the record is safe and linked. The same again changes nothing. With If-Match it is taken only if ' +
    'nobody changed it since.',
  access: ['producer'],
  showsPersonal: true,
  params: RecordPath,
  body: NewRecord,
  answers: {
    200: { description: 'The record was there and says this now.', schema: LinkedRecord, headers: ETAG },
    201: { description: 'The record is new.', schema: LinkedRecord, headers: ETAG },
  },
  refusals: [
    'ETAG_STALE',
    'HEADER_INVALID',
    'PERSONAL_KEY_IN_PATH',
    'RIGHTS_MISSING',
    'SOURCE_KEY_INVALID',
    'SOURCE_UNKNOWN',
  ],
  handle: put,
})

async function put(call: Put): Promise<Answer<200 | 201, BodyOf<typeof LinkedRecord>> | Refusal> {
  const { context, rights, params } = call
  const { code: source, key: sourceKey } = params
  refusePersonalKey(params)
  if (!maySendSource(rights, source)) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  const row = await readSingle(context, { source, sourceKey, fields: fieldsOf(call) })
  if (isRefusal(row)) return row
  if (row.kind === 'faulty') throw bodyProblem(row)
  await refuseForeign(call, row.record.village_code)
  const { record, facts, raw } = row
  const by = { by: rights.actor, ...seenBy(call.headers) }
  const change = { kind: 'put' as const, source, sourceKey, ...by, record, facts, raw }
  const { effect, linked } = await context.linker.link(change)
  if (effect === 'stale') return declineStale()
  const standing =
    linked === undefined
      ? await getRecord(context.registry.database.conn, source, sourceKey)
      : standingOf({ ...change, version: linked.version }, linked.place)
  if (standing === undefined) return refuse('RECORD_UNKNOWN', 'The record was withdrawn at the same time.')
  await disclose(call, { action: 'record.read', subjectKind: 'source', subjectId: source })
  const view = recordView(standing, maskingFor(rights))
  return answer(effect === 'created' ? 201 : 200, view, { etag: etagOf(standing.version) })
}

/** What was sent, without what the address says; both must agree. */
function fieldsOf({ params, body }: Put) {
  const { source, source_key: sourceKey, ...fields } = body
  const errors = [
    ...(source === undefined || source === params.code ? [] : ['/source']),
    ...(sourceKey === undefined || sourceKey === params.key ? [] : ['/source_key']),
  ].map((pointer) => ({ pointer, code: 'VALUE_REFUSED', detail: 'The address says something else.' }))
  if (errors.length > 0) throw new HttpProblem('BODY_INVALID', 'The body and the address do not agree.', { errors })
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function bodyProblem({ errors }: Faulty): HttpProblem {
  const told = errors.map(({ field, code, detail }) => ({
    pointer: field === undefined ? '' : `/${field}`,
    code,
    detail,
  }))
  return new HttpProblem('BODY_INVALID', 'The record cannot be taken.', { errors: told })
}

/** Neither what the record says nor what it said before may lie outside the area of the key. */
async function refuseForeign({ context, rights, params }: Put, areaCode: string): Promise<void> {
  if (rights.areaPrefix === undefined) return
  const before = await getRecord(context.registry.database.conn, params.code, params.key)
  const isKnown = maySeeArea(rights, areaCode) && (before === undefined || maySeeArea(rights, before.areaCode))
  if (!isKnown) throw new HttpProblem('RIGHTS_MISSING', 'The record does not lie in the area of the key.')
}
