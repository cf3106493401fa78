import { isRefusal } from '../../application/refusals.js'
import { findPersonsBy } from '../../application/persons/find-persons-by.js'
import { ok } from '../answer.js'
import { disclose } from '../disclose.js'
import { maskingFor } from '../masking.js'
import { placeCursor, placeOf } from '../place-cursor.js'
import { route } from '../route.js'
import { Page } from '../schemas/page.js'
import { PersonQuestion, PersonSummary } from '../schemas/person.js'
import { masked } from '../views/masked.js'

const LIST = 'persons'

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
  body: PersonQuestion,
  answers: { 200: { description: 'A page of persons.', schema: Page(PersonSummary) } },
  refusals: ['CURSOR_INVALID', 'VALUE_INVALID'],
  handle: async (call) => {
    const { context, rights, body } = call
    const { registry } = context
    const { limit, cursor, area_code: area, ...question } = body
    const after = placeOf(registry.secret, LIST, cursor)
    const search = { question: { ...question, area }, area: rights.areaPrefix, after, limit }
    const found = await findPersonsBy(registry, search)
    if (isRefusal(found)) return found
    const { items, next } = found
    if (items.length > 0) {
      const subjectId = items.length === 1 ? (items[0]?.id ?? '') : call.requestId
      await disclose(call, { action: 'person.searched', subjectKind: 'person', subjectId, count: items.length })
    }
    return ok({ items: masked(items, maskingFor(rights)), next: placeCursor(registry.secret, LIST, next) })
  },
})
