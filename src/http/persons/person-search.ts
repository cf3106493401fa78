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
    'Finds live persons who fit all that is given; at least a NIK, KK, phone, name or area is needed. Names are found in ' +
    'any spelling and order of words: "djoko soesilo" finds SUSILO, JOKO. The answer goes by village; a page may hold ' +
    'fewer than asked for and still go on with `next`. NIK and KK are sent in the body alone, never in an address.',
  access: ['reader', 'steward'],
  showsPersonal: true,
  body: PersonQuery,
  answers: { 200: { description: 'A page of persons.', schema: Page(PersonSummary) } },
  refusals: ['CURSOR_INVALID', 'VALUE_INVALID'],
  handle: (call) => answerSearch(call, { subject: 'person', find: searchPersons }),
})
