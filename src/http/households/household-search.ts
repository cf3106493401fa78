import { searchHouseholds } from '../../application/households/search-households.js'
import { answerSearch } from '../disclosure/answer-search.js'
import { route } from '../contract/route.js'
import { HouseholdQuery, HouseholdSummary } from './household-schema.js'
import { Page } from '../paging/page-schema.js'

export const householdSearch = route({
  id: 'searchHouseholds',
  method: 'POST',
  path: '/v1/households/search',
  tag: 'Households',
  summary: 'Search households',
  description:
    'Returns the live households that match all given fields. At least the KK of a member, the name of the head ' +
    'or an area is required; desil and facts of the house narrow the result. Results are ordered by village. A ' +
    'page may hold fewer households than `limit` although `next` is set.',
  access: ['reader', 'steward'],
  reach: 'confined',
  showsPersonal: true,
  body: HouseholdQuery,
  answers: { 200: { description: 'A page of households.', schema: Page(HouseholdSummary) } },
  refusals: ['CURSOR_INVALID', 'VALUE_INVALID'],
  handle: (call) => answerSearch(call, { subject: 'household', find: searchHouseholds }),
})
