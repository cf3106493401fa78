import { z } from 'zod'
import { getKey } from '../../application/access/read-keys.js'
import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { route } from '../contract/route.js'
import { Key } from './key-schema.js'
import { Uuid } from '../paging/page-schema.js'

export const keyGet = route({
  id: 'getKey',
  method: 'GET',
  path: '/v1/keys/{id}',
  tag: 'Keys',
  summary: 'Get a key',
  description: 'Returns the rights of a key, who created it and when it expires.',
  access: ['admin'],
  reach: 'confined',
  params: z.strictObject({ id: Uuid }),
  answers: { 200: { description: 'The key.', schema: Key } },
  refusals: ['KEY_UNKNOWN'],
  handle: async ({ context, rights, params }) => {
    const key = await getKey(context.registry.database.conn, params.id, rights)
    return isRefusal(key) ? key : ok(key)
  },
})
