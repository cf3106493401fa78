import { searchPersons } from '../../application/persons/search-persons.js'
import { answerSearch } from '../disclosure/answer-search.js'
import { route } from '../contract/route.js'
import { Page } from '../paging/page-schema.js'
import { PersonQuery, PersonSummary } from './person-schema.js'

export const personSearch = route({
  id: 'searchPersons',
  method: 'POST',
  path: '/v1/persons/search',
  tag: 'Persons',
  summary: 'Search persons',
  description:
    'Returns the live persons that match all given fields; at least a NIK, KK, phone, name or area is required. ' +
    'Names match in any spelling and word order: "djoko soesilo" finds SUSILO, JOKO. Results are ordered by ' +
    'village. A page may hold fewer persons than `limit` although `next` is set. NIK and KK are sent only in the ' +
    'body, never in an address.',
  access: ['reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  body: PersonQuery,
  answers: { 200: { description: 'A page of persons.', schema: Page(PersonSummary) } },
  refusals: ['CURSOR_INVALID', 'VALUE_INVALID'],
  handle: (call) => answerSearch(call, { subject: 'person', find: searchPersons }),
})
