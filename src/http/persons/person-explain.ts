import { z } from 'zod'
import { findPerson } from '../../application/persons/find-person.js'
import { explainPerson } from '../../application/persons/explain-person.js'
import { ok } from '../contract/answer.js'
import { answerEndedId } from '../contract/answer-ended-id.js'
import { disclose } from '../disclosure/disclose.js'
import { personsIn } from '../disclosure/persons-in.js'
import { etagOf } from '../contract/etag.js'
import { insideArea } from '../disclosure/inside-area.js'
import { maskingFor } from '../disclosure/masking.js'
import { route } from '../contract/route.js'
import { PersonExplanation } from './evidence-schema.js'
import { Uuid } from '../paging/page-schema.js'
import { masked } from '../disclosure/masked.js'

const PATH = '/v1/persons/{id}/explanation'

export const personExplain = route({
  id: 'explainPerson',
  method: 'GET',
  path: PATH,
  tag: 'Persons',
  summary: 'Explain a person',
  description:
    'Returns the records of a person, each scored pair of them with its evidence in words, the pairs with ' +
    'records of other persons that were not joined and why, and the judgements that apply. The weights of the ' +
    'evidence add up to the weight of the pair.',
  access: ['reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  params: z.strictObject({ id: Uuid }),
  answers: {
    200: {
      description: 'The explanation.',
      schema: PersonExplanation,
      headers: { etag: 'The version of the person.' },
    },
    308: { description: 'Merged into another person.', headers: { location: 'Address of the survivor.' } },
  },
  refusals: ['RESOURCE_GONE', 'RESOURCE_UNKNOWN'],
  handle: async (call) => {
    const { context, rights, params } = call
    const { conn } = context.registry.database
    const idState = await findPerson(conn, context.persons, { id: params.id, area: rights.areaPrefix })
    if (idState.kind !== 'live') return answerEndedId(idState, PATH, call.url)
    const linking = await context.linkingContexts.read()
    const explanation = await insideArea(call, await explainPerson(conn, linking, idState.found))
    const persons = personsIn(explanation)
    await disclose(call, { action: 'person.explained', subjectKind: 'person', subjectId: explanation.id, persons })
    return ok(masked(explanation, maskingFor(call)), { etag: etagOf(explanation.version) })
  },
})
