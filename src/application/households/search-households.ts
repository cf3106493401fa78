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

/** What households are looked for by; all of it must fit. At least one of KK, head's name or area is needed. */
export interface HouseholdQuery {
  readonly kk?: string | undefined
  readonly head_name?: string | undefined
  readonly area?: string | undefined
  /** Tenths of welfare, any of which fits. */
  readonly desil?: readonly number[] | undefined
  /** What is known of the house, in the words of its list, in any case. */
  readonly house?: { readonly [fact in HouseFact]?: string | undefined } | undefined
}

export interface HouseholdSearch {
  readonly question: HouseholdQuery
  readonly area: AreaPrefix
  readonly after: PlaceInArea | undefined
  readonly limit: number
}

/** The live households that fit a question, in the order of villages; a page may hold fewer than asked for and go on. */
export async function searchHouseholds(
  conn: Conn,
  model: Model,
  { question, area, after, limit }: HouseholdSearch,
): Promise<Scanned<PlaceInArea, HouseholdSummary> | Refusal> {
  const narrower = narrowerArea(question.area, area)
  if (narrower === undefined) return { items: [], next: undefined }
  const within = narrower.area
  const itemsOf = (places: readonly PlaceInArea[]) => summariesOf(conn, { places, question, area: within })
  const { kk, head_name: headName } = question
  if (kk !== undefined) {
    const ids = await householdsOfPersons(conn, await personsOfKk(conn, kk))
    const pageOf = (behind: PlaceInArea | undefined, most: number) => Promise.resolve(pageOfIds(ids, behind, most))
    return scanPages({ after, limit, itemsOf, pageOf })
  }
  if (headName !== undefined) return searchByHead(conn, model, { question, area: within, after, limit })
  if (within === undefined) return refuse('VALUE_INVALID', 'Give at least a KK, the name of the head or an area.')
  const pageOf = (behind: PlaceInArea | undefined, most: number) =>
    listHouseholdsOfArea(conn, { area: within, after: behind, limit: most })
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

/** Goes through the persons of that name, and takes the households whose heads they are. */
async function searchByHead(
  conn: Conn,
  model: Model,
  { question, area, after, limit }: HouseholdSearch,
): Promise<Scanned<PlaceInArea, HouseholdSummary> | Refusal> {
  const persons = await searchPersons(conn, model, {
    question: { name: question.head_name },
    area,
    after,
    limit: Math.max(limit, PERSONS_PER_PAGE),
  })
  if (isRefusal(persons)) return persons
  const places = persons.items.map((person) => ({ person, id: person.household_id ?? '' }))
  const known = places.filter(({ id }) => id !== '').map(({ id }) => ({ village: '', id }))
  const found = await summariesOf(conn, { places: known, question, area })
  const byId = new Map(found.flatMap((household) => (household === undefined ? [] : [[household.id, household]])))
  const items: HouseholdSummary[] = []
  for (const { person, id } of places) {
    const household = byId.get(id)
    if (household?.head_id === person.id) items.push(household)
    if (items.length === limit) return { items, next: { village: person.village_code ?? '', id: person.id } }
  }
  return { items, next: persons.next }
}

/** Not everyone of a name is a head. */
const PERSONS_PER_PAGE = 50

async function summariesOf(
  conn: Conn,
  { places, question, area }: { places: readonly PlaceInArea[]; question: HouseholdQuery; area: AreaPrefix },
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
    return found !== undefined && fits(found.golden, question, area) ? found : undefined
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
    const asked = house?.[fact]
    return asked === undefined || facts[fact]?.value.toUpperCase() === asked.toUpperCase()
  })
}

async function headNames(conn: Conn, ids: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> {
  const heads = await findPersons(conn, ids)
  return new Map(heads.map((head) => [head.id, goldenOf(head).name?.value]))
}
