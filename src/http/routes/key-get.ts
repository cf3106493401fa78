import { z } from 'zod'
import { getKey } from '../../application/keys/read-keys.js'
import { isRefusal } from '../../application/refusals.js'
import { ok } from '../answer.js'
import { route } from '../route.js'
import { Key } from '../schemas/key.js'
import { Uuid } from '../schemas/page.js'

export const keyGet = route({
  id: 'getKey',
  method: 'GET',
  path: '/v1/keys/{id}',
  tag: 'Keys',
  summary: 'Read a key',
  description: 'Gives what a key may do, who made it and until when it works.',
  access: ['admin'],
  params: z.strictObject({ id: Uuid }),
  answers: { 200: { description: 'The key.', schema: Key } },
  refusals: ['KEY_UNKNOWN'],
  handle: async ({ context, rights, params }) => {
    const key = await getKey(context.registry, params.id, rights)
    return isRefusal(key) ? key : ok(key)
  },
})
