import { isRefusal } from '../../application/context/refusals.js'
import { addProfile } from '../../application/sources/profiles.js'
import { created, ok } from '../contract/answer.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { route } from '../contract/route.js'
import { Layout, NewProfile } from './profile-schema.js'

export const profileCreate = route({
  id: 'createProfile',
  method: 'POST',
  path: '/v1/profiles',
  tag: 'Layouts',
  summary: 'Add a layout',
  description:
    'Takes on a new list without any program: says which columns, under which names, hold which values. A layout of a ' +
    'code that is there already becomes its next version, which later deliveries are read by; the same again changes ' +
    'nothing. Those that come with the program cannot be changed.',
  access: ['admin'],
  isIdempotent: true,
  body: NewProfile,
  answers: {
    200: { description: 'This version was there already.', schema: Layout },
    201: { description: 'The version was added.', schema: Layout, headers: { location: 'Address of the layout.' } },
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
