import { z } from 'zod'
import { hasRole, maySendSource } from '../../application/access/rights.js'
import { findKey } from '../../application/records/find-key.js'
import { isRefusal, refuse } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { route } from '../contract/route.js'
import { Code } from '../paging/page-schema.js'
import { RecordKey, RowValues } from './record-schema.js'

export const recordKeyFind = route({
  id: 'findRecordKey',
  method: 'POST',
  path: '/v1/sources/{code}/record-keys',
  tag: 'Single records',
  summary: 'Ask for the key of a record whose own key is personal',
  description:
    'A NIK or KK must not stand in an address. Where a list has no other key, deliveries call its records by a pseudonym: ' +
    'this gives it, for the address of the record. Send the values that the list knows the row by, as the list writes ' +
    'them: its own key under source_key, or the columns that the key of its layout names, with name and birth date. The ' +
    'same row has the same pseudonym for ever, whether or not it has been delivered. Stores nothing.',
  access: ['producer', 'reader', 'steward'],
  params: z.strictObject({ code: Code }),
  body: RowValues,
  answers: { 200: { description: 'The key.', schema: RecordKey } },
  refusals: ['SOURCE_KEY_INVALID', 'SOURCE_UNKNOWN'],
  handle: async ({ context, rights, params, body }) => {
    const { code } = params
    if (!hasRole(rights, ['reader', 'steward']) && !maySendSource(rights, code))
      return refuse('SOURCE_UNKNOWN', 'There is no such source.')
    const given = Object.entries(body).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
    const key = await findKey(context.registry, code, Object.fromEntries(given))
    return isRefusal(key) ? key : ok({ source_key: key.sourceKey, is_pseudonym: key.isPseudonym })
  },
})
