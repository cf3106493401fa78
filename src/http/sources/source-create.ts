import { isRefusal } from '../../application/context/refusals.js'
import { addSource } from '../../application/sources/add-source.js'
import { created } from '../contract/answer.js'
import { inTransaction } from '../contract/unit-of-work.js'
import { type BodyOf, route } from '../contract/route.js'
import { NewSource, Source } from './source-schema.js'
import { sourceView, storedSettings } from './source-view.js'

export const sourceCreate = route({
  id: 'createSource',
  method: 'POST',
  path: '/v1/sources',
  tag: 'Agencies and sources',
  summary: 'Create a source',
  description:
    'A source is one list of an agency, with the profile of its files and the trust in its fields. Records are ' +
    'identified by source and key, so create a source for each list of an agency.',
  access: ['admin'],
  reach: 'refused',
  isIdempotent: true,
  body: NewSource,
  answers: {
    201: { description: 'The source was created.', schema: Source, headers: { location: 'Address of the source.' } },
  },
  refusals: ['AGENCY_UNKNOWN', 'NAME_MISSING', 'PROFILE_UNKNOWN', 'SOURCE_EXISTS', 'TRUST_INVALID'],
  handle: (call) => {
    const { context, rights, body } = call
    const trust = Object.fromEntries(Object.entries(body.trust).flatMap(([field, value]) => [[field, value]]))
    const settings = storedSettings(body.settings)
    return inTransaction(call, async (tx) => {
      const source = await addSource(tx, { ...body, trust, settings, by: rights.actor }, context.registry.now())
      return isRefusal(source)
        ? source
        : created<BodyOf<typeof Source>>(`/v1/sources/${source.code}`, sourceView(source))
    })
  },
})
