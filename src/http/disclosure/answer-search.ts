import { isRefusal, type Refusal } from '../../application/context/refusals.js'
import type { PlaceInArea, Scanned } from '../../application/context/scan-pages.js'
import type { AreaPrefix } from '../../application/context/area-scope.js'
import type { LinkingContext } from '../../application/active-model/linking-context.js'
import type { Registry } from '../../application/context/registry.js'
import { type Answer, ok } from '../contract/answer.js'
import { maySeePersonal } from '../../application/access/rights.js'
import { auditShown } from './disclose.js'
import { answerSearchGuess } from './search-guess.js'
import { type Asked, isGuess } from './guesses.js'
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
  readonly nik?: string | undefined
  readonly kk?: string | undefined
  readonly phone?: string | undefined
  readonly name?: string | undefined
  readonly head_name?: string | undefined
  readonly birth_date?: string | undefined
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

/** An item of a search. */
interface FoundItem {
  readonly id: string
  readonly name?: string | null
  readonly head_name?: string | null
  readonly birth_date?: string | null
}

/**
 * Answers a search with one page. Writes to the audit log where numbers are shown in full, and every search by a number. A
 * search by what the key may not see is a guess (`answerSearchGuess`).
 */
export async function answerSearch<Body extends SearchBody, Item extends FoundItem>(
  call: Call<undefined, undefined, Body>,
  { subject, find }: SearchOf<Body, Item>,
): Promise<Answer<200, PageBody<Item>> | Refusal> {
  const { context, rights, body } = call
  const { registry } = context
  const list = `${subject}s`
  const { limit, cursor, area_code: area, ...query } = body
  const after = placeOf(registry.secret, list, cursor)
  const { model } = await context.linkingContexts.read()
  const asked = askedIn(body)
  const findAfter = (from: PlaceInArea | undefined) =>
    find(registry.database.conn, model, { query: { ...query, area }, area: rights.areaPrefix, after: from, limit })
  const found = isGuess(call, asked)
    ? await answerSearchGuess(call, asked, { find: findAfter, after })
    : await findAfter(after)
  if (isRefusal(found)) return found
  const { items, next } = found
  if (asked.hasNumber || (items.length > 0 && maySeePersonal(rights))) {
    const [first, second] = items
    const persons = personsIn(subject === 'person' ? { persons: items } : items)
    const only = first === undefined || second !== undefined ? {} : { subjectId: first.id }
    const shown = { action: `${subject}.searched`, subjectKind: subject, count: items.length, persons, ...only }
    await auditShown(call, shown)
  }
  return ok({ items: masked(items, maskingFor(call)), next: placeCursor(registry.secret, list, next) })
}

function askedIn({ nik, kk, phone, name, head_name: headName, birth_date: birthDate }: SearchBody): Asked {
  const hasNumber = [nik, kk, phone].some((number) => number !== undefined)
  return { hasNumber, birthDate, name: name ?? headName }
}
