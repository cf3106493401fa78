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
  summary: 'Find the key of a record',
  description:
    'A NIK or KK must not be part of an address. Where a source has no other key, batches name its records by a ' +
    'pseudonym: this call returns the pseudonym, for use in the address of the record. Send the values that ' +
    'identify the row, as the source writes them: its own key as source_key, or the columns of the key in its ' +
    'profile, with name and birth date. The same row always has the same pseudonym, whether or not it was sent ' +
    'before. Stores nothing.',
  access: ['producer', 'reader', 'steward'],
  reach: 'plain',
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
