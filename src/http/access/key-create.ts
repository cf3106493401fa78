import { makeKey } from '../../application/access/make-key.js'
import { isRefusal } from '../../application/context/refusals.js'
import { created } from '../contract/answer.js'
import { type BodyOf, route } from '../contract/route.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { MadeKey, NewKey } from './key-schema.js'

export const keyCreate = route({
  id: 'createKey',
  method: 'POST',
  path: '/v1/keys',
  tag: 'Keys',
  summary: 'Create a key',
  description:
    'Creates a key for a system or a user. Grant only the rights that it needs. The response holds the key ' +
    'itself: only a hash is stored, so it cannot be shown again.',
  access: ['admin'],
  reach: 'confined',
  isIdempotent: true,
  body: NewKey,
  answers: {
    201: { description: 'The key was created.', schema: MadeKey, headers: { location: 'Address of the key.' } },
  },
  refusals: ['KEY_EXPIRED_AT_ONCE', 'KEY_NAME_TAKEN', 'NAME_MISSING', 'RIGHTS_EXCEEDED', 'SOURCE_UNKNOWN'],
  handle: async (call) => {
    const { name, roles, sources, scopes, area_prefix, expires_at } = call.body
    const wanted = {
      name,
      roles,
      sources,
      scopes,
      areaPrefix: area_prefix ?? undefined,
      expiresAt: expires_at === null ? undefined : new Date(expires_at),
      by: call.rights,
    }
    const { registry, keys } = call.context
    const answer = await inTransaction(call, async (tx) => {
      const made = await makeKey(tx, wanted, registry.now())
      if (isRefusal(made)) return made
      return created<BodyOf<typeof MadeKey>>(`/v1/keys/${made.key.id}`, { ...made.key, key: made.text })
    })
    keys.clear()
    return answer
  },
})
