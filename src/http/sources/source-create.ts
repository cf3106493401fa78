import { addSource } from '../../application/sources/add-source.js'
import { created } from '../contract/answer.js'
import { answerDeed } from '../disclosure/answer-deed.js'
import { route } from '../contract/route.js'
import { NewSource, Source } from './source-schema.js'
import { sourceView, storedSettings } from './source-view.js'

export const sourceCreate = route({
  id: 'createSource',
  method: 'POST',
  path: '/v1/sources',
  tag: 'Agencies and sources',
  summary: 'Add a source',
  description:
    'A source is one list of an agency, with the layout of its files and how far it is believed. Its records are told ' +
    'apart by its code and their keys, so give each list of an agency a source of its own.',
  access: ['admin'],
  isIdempotent: true,
  body: NewSource,
  answers: {
    201: { description: 'The source was added.', schema: Source, headers: { location: 'Address of the source.' } },
  },
  refusals: ['AGENCY_UNKNOWN', 'NAME_MISSING', 'PROFILE_UNKNOWN', 'SOURCE_EXISTS', 'TRUST_INVALID'],
  handle: (call) => {
    const { rights, body } = call
    const trust = Object.fromEntries(Object.entries(body.trust).flatMap(([field, value]) => [[field, value]]))
    const settings = storedSettings(body.settings)
    return answerDeed(call, {
      deed: (registry) => addSource(registry, { ...body, trust, settings, by: rights.actor }),
      answer: (added) => created(`/v1/sources/${added.code}`, sourceView(added)),
    })
  },
})
