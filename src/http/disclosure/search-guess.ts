import { isRefusal, type Refusal, refuse } from '../../application/context/refusals.js'
import type { PlaceInArea, Scanned } from '../../application/context/scan-pages.js'
import type { Call } from '../contract/route.js'
import { answerGuess, type Asked, costOf, isMoreThanYear, isWholeName } from './guesses.js'

/** What tells whether a name or a birth date in the request fits. */
interface Guessable {
  readonly name?: string | null
  readonly head_name?: string | null
  readonly birth_date?: string | null
}

type Found<Item> = Scanned<PlaceInArea, Item> | Refusal

interface SearchToGuess<Item> {
  readonly find: (after: PlaceInArea | undefined) => Promise<Found<Item>>
  readonly after: PlaceInArea | undefined
}

/** Persons whose name fits in part are passed over without a trace, so it may take several scans to find one. */
const MOST_SCANS = 20

/**
 * Answers a search by a whole number or date of a key that may not see them: only with persons whose whole name, or with a
 * number whose birth date, is in the request; and only as long as the key has wrong guesses left. All else is answered as if
 * there were no such person. Refuses with VALUE_INVALID a date without a name or number.
 */
export async function answerSearchGuess<Item extends Guessable>(
  call: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>,
  asked: Asked,
  search: SearchToGuess<Item>,
): Promise<Found<Item>> {
  if (!asked.hasNumber && asked.name === undefined)
    return refuse(
      'VALUE_INVALID',
      'Without the scope pii:read a birth date is only a year, unless a name is sent with it.',
    )
  const cost = costOf(asked)
  return answerGuess<Found<Item>>(call, cost, async () => {
    const result = await findFitting(asked, search)
    if (isRefusal(result)) return { result, wrong: 0 }
    const isRight = result.items.length > 0 && asked.name !== undefined
    return { result, wrong: isRight ? 0 : cost }
  })
}

async function findFitting<Item extends Guessable>(
  asked: Asked,
  { find, after }: SearchToGuess<Item>,
): Promise<Found<Item>> {
  let from = after
  for (let scan = 0; scan < MOST_SCANS; scan += 1) {
    const found = await find(from)
    if (isRefusal(found)) return found
    const items = found.items.filter((item) => isFitting(asked, item))
    if (items.length > 0) return { items, next: found.next }
    if (found.next === undefined) break
    from = found.next
  }
  return { items: [], next: undefined }
}

function isFitting({ name, birthDate }: Asked, item: Guessable): boolean {
  if (name !== undefined) return isWholeName(name, item.name ?? item.head_name ?? null)
  return isMoreThanYear(birthDate) && item.birth_date === birthDate
}
