import { z } from 'zod'
import { findPerson } from '../../application/persons/find-person.js'
import { PERSON_INCLUDES, showPerson } from '../../application/persons/show-person.js'
import { ok } from '../contract/answer.js'
import { answerEndedId } from '../contract/answer-ended-id.js'
import { disclose } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { etagOf } from '../contract/etag.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { queryList, Uuid } from '../paging/page-schema.js'
import { Person } from './person-schema.js'
import { masked } from '../disclosure/masked.js'

const PATH = '/v1/persons/{id}'

export const personGet = route({
  id: 'getPerson',
  method: 'GET',
  path: PATH,
  tag: 'Persons',
  summary: 'Get a person',
  description:
    'Returns the golden value of each field with the record that it comes from and the records that differ; the ' +
    'household, the programmes and the open conflicts. An id that was merged redirects (308) to the survivor, ' +
    'and is live again once the two are parted. An id that was split or withdrawn returns 410 with the persons ' +
    'who have its records now.',
  access: ['reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: z.strictObject({
    include: queryList(z.enum(PERSON_INCLUDES)).optional().default([]).describe('Separated by commas.'),
  }),
  answers: {
    200: { description: 'The person.', schema: Person, headers: { etag: 'The version.' } },
    308: { description: 'Merged into another person.', headers: { location: 'Address of the survivor.' } },
  },
  refusals: ['RESOURCE_GONE', 'RESOURCE_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params, query } = call
    const { conn } = context.registry.database
    const idState = await findPerson(conn, context.persons, { id: params.id, area: rights.areaPrefix })
    if (idState.kind !== 'live') return answerEndedId(idState, PATH, call.url)
    const include = { include: query.include, contexts: context.linkingContexts }
    const person = await insideArea(call, await showPerson(conn, idState.found, include))
    const persons = personsIn(person)
    await disclose(call, { action: 'person.read', subjectKind: 'person', subjectId: person.id, persons })
    return ok(masked(person, maskingFor(call)), { etag: etagOf(person.version) })
  },
})
