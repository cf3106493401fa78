export type { PlaceInArea } from '../../storage/persons/person-search.js'

/** How to scan an ordered set page by page. */
export interface Scan<Place, Item> {
  readonly after: Place | undefined
  readonly limit: number
  readonly pageOf: (after: Place | undefined, limit: number) => Promise<readonly Place[]>
  /** Returns the item at each place of a page, in the same order; undefined if it does not match the query. */
  readonly itemsOf: (places: readonly Place[]) => Promise<readonly (Item | undefined)[]>
}

/** The items found. A later scan goes on after the place `next`; undefined at the end of the set. */
export interface Scanned<Place, Item> {
  readonly items: readonly Item[]
  readonly next: Place | undefined
}

const FIRST_PAGE = 100
const LATER_PAGE = 300
/** A scan returns after so many places even if it has found few items, so that a rare item does not make a call slow. */
const MOST_SCANNED = 1000

/** Scans pages until `limit` items are found. */
export async function scanPages<Place, Item>(scan: Scan<Place, Item>): Promise<Scanned<Place, Item>> {
  const items: Item[] = []
  let { after } = scan
  let scanned = 0
  while (scanned < MOST_SCANNED) {
    const size = scanned === 0 ? FIRST_PAGE : LATER_PAGE
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
    scanned += places.length
  }
  return { items, next: after }
}
