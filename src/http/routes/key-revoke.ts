import { z } from 'zod'
import { revokeKey } from '../../application/keys/revoke-key.js'
import { isRefusal } from '../../application/refusals.js'
import { ok } from '../answer.js'
import { route } from '../route.js'
import { Key } from '../schemas/key.js'
import { Uuid } from '../schemas/page.js'

export const keyRevoke = route({
  id: 'revokeKey',
  method: 'DELETE',
  path: '/v1/keys/{id}',
  tag: 'Keys',
  summary: 'Revoke a key',
  description:
    'Ends a key for good: this process refuses it from now on, others at the latest a second later. It stays in the list, ' +
    'since the audit log speaks of it. Repeating it changes nothing.',
  access: ['admin'],
  params: z.strictObject({ id: Uuid }),
  answers: { 200: { description: 'The key, revoked.', schema: Key } },
  refusals: ['KEY_UNKNOWN'],
  handle: async ({ context, rights, params }) => {
    const key = await revokeKey(context.registry, params.id, rights)
    context.keys.forget()
    return isRefusal(key) ? key : ok(key)
  },
})
