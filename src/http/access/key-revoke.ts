import { z } from 'zod'
import { revokeKey } from '../../application/access/revoke-key.js'
import { isRefusal } from '../../application/context/refusals.js'
import { ok } from '../contract/answer.js'
import { type BodyOf, route } from '../contract/route.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { Key } from './key-schema.js'
import { Uuid } from '../paging/page-schema.js'

export const keyRevoke = route({
  id: 'revokeKey',
  method: 'DELETE',
  path: '/v1/keys/{id}',
  tag: 'Keys',
  summary: 'Revoke a key',
  description:
    'Revokes a key for good. This process rejects it at once, other processes within a second. A revoked key ' +
    'stays in the list, because the audit log refers to it. Revoking it again has no effect.',
  access: ['admin'],
  reach: 'confined',
  params: z.strictObject({ id: Uuid }),
  answers: { 200: { description: 'The revoked key.', schema: Key } },
  refusals: ['KEY_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params } = call
    const answer = await inTransaction(call, async (tx) => {
      const key = await revokeKey(tx, { id: params.id, by: rights }, context.registry.now())
      return isRefusal(key) ? key : ok<BodyOf<typeof Key>>(key)
    })
    context.keys.clear()
    return answer
  },
})
