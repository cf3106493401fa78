import { isRefusal } from '../../application/context/refusals.js'
import { addProfile } from '../../application/sources/profiles.js'
import { created, ok } from '../contract/answer.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { route } from '../contract/route.js'
import { ShownProfile, NewProfile } from './profile-schema.js'

export const profileCreate = route({
  id: 'createProfile',
  method: 'POST',
  path: '/v1/profiles',
  tag: 'Profiles',
  summary: 'Create a profile',
  description:
    'Defines the columns of a source as data: their names and the fields that they hold. A profile with an ' +
    'existing code becomes its next version, which later batches are read by; an equal one changes nothing. ' +
    'Built-in profiles cannot be changed.',
  access: ['admin'],
  reach: 'refused',
  isIdempotent: true,
  body: NewProfile,
  answers: {
    200: { description: 'The version exists already.', schema: ShownProfile },
    201: {
      description: 'The version was created.',
      schema: ShownProfile,
      headers: { location: 'Address of the profile.' },
    },
  },
  refusals: ['PROFILE_BUILT_IN'],
  handle: (call) =>
    inTransaction(call, async (tx) => {
      const { context, rights, body } = call
      const added = await addProfile(tx, { document: body, by: rights.actor }, context.registry.now())
      if (isRefusal(added)) return added
      const { view, isNew } = added
      return isNew ? created(`/v1/profiles/${view.document.code}`, view) : ok(view)
    }),
})
