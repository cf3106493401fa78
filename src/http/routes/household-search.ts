import { findHouseholdsBy } from '../../application/households/find-households-by.js'
import { isRefusal } from '../../application/refusals.js'
import { ok } from '../answer.js'
import { disclose } from '../disclose.js'
import { maskingFor } from '../masking.js'
import { placeCursor, placeOf } from '../place-cursor.js'
import { route } from '../route.js'
import { HouseholdQuestion, HouseholdSummary } from '../schemas/household.js'
import { Page } from '../schemas/page.js'
import { masked } from '../views/masked.js'

const LIST = 'households'

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
  body: HouseholdQuestion,
  answers: { 200: { description: 'A page of households.', schema: Page(HouseholdSummary) } },
  refusals: ['CURSOR_INVALID', 'VALUE_INVALID'],
  handle: async (call) => {
    const { context, rights, body } = call
    const { registry } = context
    const { limit, cursor, area_code: area, ...question } = body
    const after = placeOf(registry.secret, LIST, cursor)
    const search = { question: { ...question, area }, area: rights.areaPrefix, after, limit }
    const found = await findHouseholdsBy(registry, search)
    if (isRefusal(found)) return found
    const { items, next } = found
    if (items.length > 0) {
      const subjectId = items.length === 1 ? (items[0]?.id ?? '') : call.requestId
      await disclose(call, { action: 'household.searched', subjectKind: 'household', subjectId, count: items.length })
    }
    return ok({ items: masked(items, maskingFor(rights)), next: placeCursor(registry.secret, LIST, next) })
  },
})
