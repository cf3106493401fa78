import type { z } from 'zod'
import { maySeeArea, maySendSource } from '../../application/access/rights.js'
import { getRecord } from '../../application/records/get-record.js'
import { standingOf } from '../../application/records/record-standing.js'
import { type Faulty, readSingle } from '../../application/records/read-single.js'
import { isRefusal, type Refusal, refuse } from '../../application/context/refusals.js'
import { answer, type Answer } from '../contract/answer.js'
import { disclose } from '../disclosure/disclose.js'
import { declineStale, etagOf, seenBy } from '../contract/etag.js'
import { insideArea } from '../disclosure/inside-area.js'
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
  summary: 'Put a record',
  description:
    'Replaces the record of a source under a key; a field that is left out is blank. The response is sent once ' +
    'the record is stored and linked. An equal record changes nothing. With If-Match, the record is replaced ' +
    'only if it has not changed since.',
  access: ['producer'],
  reach: 'confined',
  showsPersonal: true,
  params: RecordPath,
  body: NewRecord,
  answers: {
    200: { description: 'The record was replaced.', schema: LinkedRecord, headers: ETAG },
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
  const persons = standing.personId === undefined ? [] : [standing.personId]
  await disclose(call, { action: 'record.read', subjectKind: 'source', subjectId: source, persons })
  const view = await insideArea(call, recordView(standing, maskingFor(call)))
  return answer(effect === 'created' ? 201 : 200, view, { etag: etagOf(standing.version) })
}

/** The fields of the body without source and key, which must equal those of the address. */
function fieldsOf({ params, body }: Put) {
  const { source, source_key: sourceKey, ...fields } = body
  const errors = [
    ...(source === undefined || source === params.code ? [] : ['/source']),
    ...(sourceKey === undefined || sourceKey === params.key ? [] : ['/source_key']),
  ].map((pointer) => ({ pointer, code: 'VALUE_REFUSED', detail: 'It differs from the address.' }))
  if (errors.length > 0) throw new HttpProblem('BODY_INVALID', 'The body and the address differ.', { errors })
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function bodyProblem({ errors }: Faulty): HttpProblem {
  const pointed = errors.map(({ field, code, detail }) => ({
    pointer: field === undefined ? '' : `/${field}`,
    code,
    detail,
  }))
  return new HttpProblem('BODY_INVALID', 'The record is invalid.', { errors: pointed })
}

/**
 * Throws RIGHTS_MISSING if the new or the stored record is outside the area of the key; with If-Match a stored one outside is
 * ETAG_STALE, like none.
 */
async function refuseForeign({ context, rights, params, headers }: Put, areaCode: string): Promise<void> {
  if (rights.areaPrefix === undefined) return
  const outside = new HttpProblem('RIGHTS_MISSING', 'The record is outside the area of the key.')
  if (!maySeeArea(rights, areaCode)) throw outside
  const before = await getRecord(context.registry.database.conn, params.code, params.key)
  if (before === undefined || maySeeArea(rights, before.areaCode)) return
  if (seenBy(headers).seen !== undefined) declineStale()
  throw outside
}
