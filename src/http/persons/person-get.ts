import { z } from 'zod'
import { findPerson } from '../../application/persons/find-person.js'
import { PERSON_INCLUDES, showPerson } from '../../application/persons/show-person.js'
import { ok } from '../contract/answer.js'
import { answerEndedId } from '../contract/answer-ended-id.js'
import { disclose } from '../disclosure/disclose.js'
import { etagOf } from '../contract/etag.js'
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
  summary: 'Read a person',
  description:
    'Gives the one value that the registry holds for each field, the record that it is from and the records that say ' +
    'something else; the household, the programmes, and the open questions. An id that was merged answers 308 to the ' +
    'survivor, and by itself again once the two are parted; one that was split or withdrawn answers 410 with those who ' +
    'hold its records now.',
  access: ['reader', 'steward'],
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  query: z.strictObject({
    include: queryList(z.enum(PERSON_INCLUDES)).optional().default([]).describe('With commas between them.'),
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
    const person = await showPerson(conn, idState.found, { include: query.include, contexts: context.linkingContexts })
    await disclose(call, { action: 'person.read', subjectKind: 'person', subjectId: person.id })
    return ok(masked(person, maskingFor(rights)), { etag: etagOf(person.version) })
  },
})
