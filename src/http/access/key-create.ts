import { makeKey } from '../../application/access/make-key.js'
import { created } from '../contract/answer.js'
import { answerDeed } from '../disclosure/answer-deed.js'
import { type BodyOf, route } from '../contract/route.js'
import { MadeKey, NewKey } from './key-schema.js'

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
    const answered = await answerDeed(call, {
      deed: (registry) => makeKey(registry, wanted),
      answer: ({ key, text }) => created<BodyOf<typeof MadeKey>>(`/v1/keys/${key.id}`, { ...key, key: text }),
    })
    call.context.keys.forget()
    return answered
  },
})
