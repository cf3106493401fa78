import { makeKey } from '../../application/keys/make-key.js'
import { isRefusal } from '../../application/refusals.js'
import { created } from '../answer.js'
import { route } from '../route.js'
import { MadeKey, NewKey } from '../schemas/key.js'

export const keyCreate = route({
  id: 'createKey',
  method: 'POST',
  path: '/v1/keys',
  tag: 'Keys',
  summary: 'Make a key',
  description:
    'Makes a key for a system or a person, with just the rights that it needs. The answer holds the key itself: hand it ' +
    'over safely, for it is kept only as a hash and cannot be shown again.',
  access: ['admin'],
  isIdempotent: true,
  body: NewKey,
  answers: {
    201: { description: 'The key was made.', schema: MadeKey, headers: { location: 'Address of the key.' } },
  },
  refusals: ['KEY_EXPIRED_AT_ONCE', 'KEY_NAME_TAKEN', 'NAME_MISSING', 'RIGHTS_EXCEEDED', 'SOURCE_UNKNOWN'],
  handle: async ({ context, rights, body }) => {
    const { name, roles, sources, scopes } = body
    const made = await makeKey(context.registry, {
      name,
      roles,
      sources,
      scopes,
      areaPrefix: body.area_prefix ?? undefined,
      expiresAt: body.expires_at === null ? undefined : new Date(body.expires_at),
      by: rights,
    })
    if (isRefusal(made)) return made
    context.keys.forget()
    return created(`/v1/keys/${made.key.id}`, { ...made.key, key: made.text })
  },
})
