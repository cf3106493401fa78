import type { Model } from '../../domain/linkage/model/model.js'
import { HOUSE_FACTS, type HouseFact } from '../../domain/registry/golden/golden-facts.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findHouseholds } from '../../storage/households/households.js'
import { listHouseholdsOfArea } from '../../storage/households/household-search.js'
import type { PlaceInArea } from '../../storage/persons/person-search.js'
import { findPersons } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn, narrowerArea } from '../context/area-scope.js'
import { goldenOf } from '../persons/get-persons.js'
import { personsOfKk } from '../persons/number-holders.js'
import { searchPersons } from '../persons/search-persons.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { type Scanned, scanPages } from '../context/scan-pages.js'
import { type HouseholdSummary, summariseHousehold } from './household-view.js'
import { type HouseholdGolden, householdGoldenOf } from './stored-golden.js'

/** The criteria of a search, all of which must match. At least one of `kk`, `head_name` or `area` is required. */
export interface HouseholdQuery {
  readonly kk?: string | undefined
  readonly head_name?: string | undefined
  readonly area?: string | undefined
  /** Deciles of welfare, any of which matches. */
  readonly desil?: readonly number[] | undefined
  /** Facts about the house as the source spells them, ignoring case. */
  readonly house?: { readonly [fact in HouseFact]?: string | undefined } | undefined
}

export interface HouseholdSearch {
  readonly query: HouseholdQuery
  readonly area: AreaPrefix
  readonly after: PlaceInArea | undefined
  readonly limit: number
}

/**
 * Returns the live households that match a query, by village. A page may hold fewer than `limit` although more follow.
 * Refuses with VALUE_INVALID.
 */
export async function searchHouseholds(
  conn: Conn,
  model: Model,
  { query, area, after, limit }: HouseholdSearch,
): Promise<Scanned<PlaceInArea, HouseholdSummary> | Refusal> {
  const narrower = narrowerArea(query.area, area)
  if (narrower === undefined) return { items: [], next: undefined }
  const within = narrower.area
  const itemsOf = (places: readonly PlaceInArea[]) => summariesOf(conn, { places, query, area: within })
  const { kk, head_name: headName } = query
  if (kk !== undefined) {
    const ids = await householdsOfPersons(conn, await personsOfKk(conn, kk))
    const pageOf = (from: PlaceInArea | undefined, most: number) => Promise.resolve(pageOfIds(ids, from, most))
    return scanPages({ after, limit, itemsOf, pageOf })
  }
  if (headName !== undefined) return searchByHead(conn, model, { query, area: within, after, limit })
  if (within === undefined)
    return refuse('VALUE_INVALID', 'The search needs at least a KK, the name of the head or an area.')
  const pageOf = (from: PlaceInArea | undefined, most: number) =>
    listHouseholdsOfArea(conn, { area: within, after: from, limit: most })
  return scanPages({ after, limit, itemsOf, pageOf })
}

async function householdsOfPersons(conn: Conn, personIds: readonly string[]): Promise<readonly string[]> {
  const persons = await findPersons(conn, personIds)
  return [...new Set(persons.flatMap(({ householdId }) => householdId ?? []))].sort()
}

function pageOfIds(ids: readonly string[], after: PlaceInArea | undefined, limit: number): readonly PlaceInArea[] {
  return ids
    .filter((id) => after === undefined || id > after.id)
    .slice(0, limit)
    .map((id) => ({ village: '', id }))
}

/** Searches persons by name and returns the households that have one of them as head. */
async function searchByHead(
  conn: Conn,
  model: Model,
  { query, area, after, limit }: HouseholdSearch,
): Promise<Scanned<PlaceInArea, HouseholdSummary> | Refusal> {
  const persons = await searchPersons(conn, model, {
    query: { name: query.head_name },
    area,
    after,
    limit: Math.max(limit, PERSONS_PER_PAGE),
  })
  if (isRefusal(persons)) return persons
  const places = persons.items.map((person) => ({ person, id: person.household_id ?? '' }))
  const households = places.filter(({ id }) => id !== '').map(({ id }) => ({ village: '', id }))
  const found = await summariesOf(conn, { places: households, query, area })
  const byId = new Map(found.flatMap((household) => (household === undefined ? [] : [[household.id, household]])))
  const items: HouseholdSummary[] = []
  for (const { person, id } of places) {
    const household = byId.get(id)
    if (household?.head_id === person.id) items.push(household)
    if (items.length === limit) return { items, next: { village: person.village_code ?? '', id: person.id } }
  }
  return { items, next: persons.next }
}

/** Larger than most limits, because many persons with a matching name are not heads. */
const PERSONS_PER_PAGE = 50

async function summariesOf(
  conn: Conn,
  { places, query, area }: { places: readonly PlaceInArea[]; query: HouseholdQuery; area: AreaPrefix },
): Promise<readonly (HouseholdSummary | undefined)[]> {
  const households = await findHouseholds(
    conn,
    places.map(({ id }) => id),
  )
  const live = new Map(
    households
      .filter(({ state }) => state === 'live')
      .map((household) => [household.id, { household, golden: householdGoldenOf(household) }]),
  )
  const fitting = places.map(({ id }) => {
    const found = live.get(id)
    return found !== undefined && fits(found.golden, query, area) ? found : undefined
  })
  const names = await headNames(
    conn,
    fitting.flatMap((found) => found?.household.headId ?? []),
  )
  return fitting.map((found) => {
    if (found === undefined) return undefined
    return summariseHousehold(found.household, found.golden, names.get(found.household.headId ?? ''))
  })
}

function fits({ area, facts }: HouseholdGolden, { desil, house }: HouseholdQuery, within: AreaPrefix): boolean {
  if (!liesIn(area?.value, within)) return false
  if (desil !== undefined && !desil.some((tenth) => tenth === facts.desil?.value)) return false
  return HOUSE_FACTS.every((fact) => {
    const requested = house?.[fact]
    return requested === undefined || facts[fact]?.value.toUpperCase() === requested.toUpperCase()
  })
}

async function headNames(conn: Conn, ids: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> {
  const heads = await findPersons(conn, ids)
  return new Map(heads.map((head) => [head.id, goldenOf(head).name?.value]))
}
