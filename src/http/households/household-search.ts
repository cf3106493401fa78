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
    'Finds live households that fit all that is given: at least the KK of a member, the name of the head or an area is ' +
    'needed, and desil and what is known of the house narrow it. The answer goes by village; a page may hold fewer than ' +
    'asked for and still go on with `next`.',
  access: ['reader', 'steward'],
  showsPersonal: true,
  body: HouseholdQuery,
  answers: { 200: { description: 'A page of households.', schema: Page(HouseholdSummary) } },
  refusals: ['CURSOR_INVALID', 'VALUE_INVALID'],
  handle: (call) => answerSearch(call, { subject: 'household', find: searchHouseholds }),
})
