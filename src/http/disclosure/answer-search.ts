import { isRefusal, type Refusal } from '../../application/context/refusals.js'
import type { PlaceInArea, Scanned } from '../../application/context/scan-pages.js'
import type { AreaPrefix } from '../../application/context/area-scope.js'
import type { LinkingContext } from '../../application/active-model/linking-context.js'
import type { Registry } from '../../application/context/registry.js'
import { type Answer, ok } from '../contract/answer.js'
import { disclose } from './disclose.js'
import { maskingFor } from './masking.js'
import type { PageBody } from '../paging/page.js'
import { placeCursor, placeOf } from '../paging/place-cursor.js'
import type { Call } from '../contract/route.js'
import { personsIn } from './persons-in.js'
import { masked } from './masked.js'

/** The body of a search, as far as the area and the page go. */
interface SearchBody {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly area_code?: string | undefined
}

/** One page of a search, in the area that the key may see. */
interface Search<Query> {
  readonly query: Query & { readonly area: string | undefined }
  readonly area: AreaPrefix
  readonly after: PlaceInArea | undefined
  readonly limit: number
}

type QueryOf<Body extends SearchBody> = Omit<Body, 'limit' | 'cursor' | 'area_code'>

interface SearchOf<Body extends SearchBody, Item> {
  readonly subject: 'person' | 'household'
  /** By the active model's frequencies of names. */
  readonly find: (
    conn: Registry['database']['conn'],
    model: LinkingContext['model'],
    search: Search<QueryOf<Body>>,
  ) => Promise<Scanned<PlaceInArea, Item> | Refusal>
}

/** Answers a search with one page; writes a disclosure where numbers are shown in full. */
export async function answerSearch<Body extends SearchBody, Item extends { readonly id: string }>(
  call: Call<undefined, undefined, Body>,
  { subject, find }: SearchOf<Body, Item>,
): Promise<Answer<200, PageBody<Item>> | Refusal> {
  const { context, rights, body } = call
  const { registry } = context
  const list = `${subject}s`
  const { limit, cursor, area_code: area, ...query } = body
  const after = placeOf(registry.secret, list, cursor)
  const { model } = await context.linkingContexts.read()
  const found = await find(registry.database.conn, model, {
    query: { ...query, area },
    area: rights.areaPrefix,
    after,
    limit,
  })
  if (isRefusal(found)) return found
  const { items, next } = found
  if (items.length > 0) {
    const [first, second] = items
    const persons = personsIn(subject === 'person' ? { persons: items } : items)
    const only = first === undefined || second !== undefined ? {} : { subjectId: first.id }
    const shown = { action: `${subject}.searched`, subjectKind: subject, count: items.length, persons, ...only }
    await disclose(call, shown)
  }
  return ok({ items: masked(items, maskingFor(call)), next: placeCursor(registry.secret, list, next) })
}
