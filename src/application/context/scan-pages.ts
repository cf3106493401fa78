export type { PlaceInArea } from '../../storage/persons/person-search.js'

/** How a list is gone through: pages behind a place, and what is taken of each. */
export interface Scan<Place, Item> {
  readonly after: Place | undefined
  readonly limit: number
  readonly pageOf: (after: Place | undefined, limit: number) => Promise<readonly Place[]>
  /** What is shown of the places of a page; undefined where something does not fit the question. */
  readonly itemsOf: (places: readonly Place[]) => Promise<readonly (Item | undefined)[]>
}

/** What a scan found, and the place behind which it goes on, where there may be more. */
export interface Scanned<Place, Item> {
  readonly items: readonly Item[]
  readonly next: Place | undefined
}

const FIRST_PAGE = 100
const LATER_PAGE = 300
/** After so many the answer is given as it is, with a place to go on from: nobody waits for a needle in a haystack. */
const MOST_LOOKED_AT = 1000

/** Goes through a list until enough is found. */
export async function scanPages<Place, Item>(scan: Scan<Place, Item>): Promise<Scanned<Place, Item>> {
  const items: Item[] = []
  let { after } = scan
  let lookedAt = 0
  while (lookedAt < MOST_LOOKED_AT) {
    const size = lookedAt === 0 ? FIRST_PAGE : LATER_PAGE
    const places = await scan.pageOf(after, size)
    const found = await scan.itemsOf(places)
    for (let at = 0; at < places.length; at += 1) {
      after = places[at]
      const item = found[at]
      if (item !== undefined) items.push(item)
      const isLast = at === places.length - 1 && places.length < size
      if (items.length === scan.limit) return { items, next: isLast ? undefined : after }
    }
    if (places.length < size) return { items, next: undefined }
    lookedAt += places.length
  }
  return { items, next: after }
}
