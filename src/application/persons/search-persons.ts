import { bitsOfTerms } from '../../domain/linkage/features/term-frequency.js'
import type { Model } from '../../domain/linkage/model/model.js'
import { parseKk } from '../../domain/identity/numbers/kk.js'
import { parseName } from '../../domain/identity/names/name.js'
import { parseNik } from '../../domain/identity/numbers/nik.js'
import { parsePhone } from '../../domain/identity/numbers/phone.js'
import { spellingKey } from '../../domain/identity/names/spelling-key.js'
import { nameTerms, phoneTerm } from '../../domain/registry/golden/person-terms.js'
import type { GoldenPerson } from '../../domain/registry/golden/values/golden-value.js'
import type { Conn } from '../../storage/postgres/connection.js'
import { findLiveRecords } from '../../storage/linkage/live-records.js'
import {
  havingTerm,
  listPersonsOfArea,
  listPersonsOfTerm,
  type PlaceInArea,
} from '../../storage/persons/person-search.js'
import { findPersons, type StoredPerson } from '../../storage/persons/persons.js'
import { type AreaPrefix, liesIn, narrowerArea } from '../context/area-scope.js'
import { type Refusal, refuse } from '../context/refusals.js'
import { type Scanned, scanPages } from '../context/scan-pages.js'
import { goldenOf } from './get-persons.js'
import { personsOfKk, personsOfNik } from './number-holders.js'
import { type PersonSummary, summarisePerson } from './person-summary.js'

/** The criteria of a search, all of which must match. At least one of NIK, KK, phone, name or area is required. */
export interface PersonQuery {
  readonly nik?: string | undefined
  readonly kk?: string | undefined
  readonly phone?: string | undefined
  readonly name?: string | undefined
  /** An ISO date; a year, or a year and month, matches all of its days. */
  readonly birth_date?: string | undefined
  readonly sex?: 'L' | 'P' | undefined
  readonly source?: string | undefined
  /** A prefix of dotted area codes. */
  readonly area?: string | undefined
}

/** A page of a search, within the area in which the caller may see persons. */
export interface PersonSearch {
  readonly query: PersonQuery
  readonly area: AreaPrefix
  readonly after: PlaceInArea | undefined
  readonly limit: number
}

/**
 * Returns the live persons that match a query, by village. A page may hold fewer than `limit` although more follow. Refuses
 * with VALUE_INVALID.
 */
export async function searchPersons(
  conn: Conn,
  model: Model,
  { query, area, after, limit }: PersonSearch,
): Promise<Scanned<PlaceInArea, PersonSummary> | Refusal> {
  const within = narrowerArea(query.area, area)
  if (within === undefined) return { items: [], next: undefined }
  if (query.name !== undefined && nameTerms(query.name).length === 0)
    return refuse('VALUE_INVALID', 'The name has no word of at least two letters.')
  const pageOf = pagesFor(conn, model, query, within.area)
  if (pageOf === undefined)
    return refuse('VALUE_INVALID', 'The search needs at least a NIK, a KK, a phone number, a name or an area.')
  const itemsOf = (places: readonly PlaceInArea[]) => summariesOf(conn, model, { places, query, area: within.area })
  return scanPages({ after, limit, pageOf, itemsOf })
}

/** The places of persons that are found by a number have no village. */
function isByNumber({ nik, kk }: PersonQuery): boolean {
  return nik !== undefined || kk !== undefined
}

interface Page {
  readonly places: readonly PlaceInArea[]
  readonly query: PersonQuery
  readonly area: AreaPrefix
}

/**
 * Returns the person at each place; undefined if it does not match. Persons without the second word of the name are not
 * loaded.
 */
async function summariesOf(
  conn: Conn,
  model: Model,
  { places, query, area }: Page,
): Promise<readonly (PersonSummary | undefined)[]> {
  const [, second] = query.name === undefined || isByNumber(query) ? [] : termsRarestFirst(model, query.name)
  const likely = second === undefined ? undefined : await havingTerm(conn, second, places)
  const found = await findPersons(
    conn,
    places.map(({ id }) => id).filter((id) => likely === undefined || likely.has(id)),
  )
  const persons = new Map(found.map((person) => [person.id, person]))
  const fits = await fitCheck(conn, query, found)
  return places.map(({ id }) => {
    const person = persons.get(id)
    if (person?.state !== 'live') return undefined
    const golden = goldenOf(person)
    const isInside = liesIn(golden.village_code?.value, area)
    return isInside && fits(person, golden) ? summarisePerson(person, golden) : undefined
  })
}

type PageOf = (after: PlaceInArea | undefined, limit: number) => Promise<readonly PlaceInArea[]>

/** Pages through the criterion that matches the fewest persons: a number, the rarest word of the name, or the area. */
function pagesFor(conn: Conn, model: Model, query: PersonQuery, area: AreaPrefix): PageOf | undefined {
  const { nik, kk, phone, name } = query
  if (nik !== undefined) return pagesOfIds(() => personsOfNik(conn, model, nik))
  if (kk !== undefined) return pagesOfIds(() => personsOfKk(conn, kk))
  const [term] =
    phone !== undefined ? [phoneTerm(parsePhone(phone))] : name === undefined ? [] : termsRarestFirst(model, name)
  if (term !== undefined) return (after, limit) => listPersonsOfTerm(conn, term, { area, after, limit })
  return area === undefined ? undefined : (after, limit) => listPersonsOfArea(conn, { area, after, limit })
}

function pagesOfIds(find: () => Promise<readonly string[]>): PageOf {
  return async (after, limit) => {
    const ids = (await find()).toSorted()
    return ids
      .filter((id) => after === undefined || id > after.id)
      .slice(0, limit)
      .map((id) => ({ village: '', id }))
  }
}

/** Returns the search terms of a name, the rarest first, so that few persons are read. */
function termsRarestFirst(model: Model, name: string): readonly string[] {
  const bits = model.termFrequencies.map(bitsOfTerms)
  const rarityOf = (token: string): number =>
    bits.reduce((most, { alone }) => Math.max(most, alone.get(token) ?? RARER_THAN_LISTED), 0)
  const tokens = [...parseName(name).tokens].sort((a, b) => rarityOf(b) - rarityOf(a))
  const terms = new Set(nameTerms(name))
  const ordered = tokens.map((token) => spellingKey(token) || token).filter((term) => terms.has(term))
  return [...new Set([...ordered, ...terms])]
}

const RARER_THAN_LISTED = 20

type Fits = (person: StoredPerson, golden: GoldenPerson) => boolean

async function fitCheck(conn: Conn, query: PersonQuery, persons: readonly StoredPerson[]): Promise<Fits> {
  const terms = query.name === undefined ? [] : nameTerms(query.name)
  const phone = query.phone === undefined ? undefined : parsePhone(query.phone)
  const hasNumbers = await numberCheck(conn, query, persons)
  return (person, golden) =>
    hasNumbers(person, golden) &&
    isAllIn(terms, golden.name?.value) &&
    (phone === undefined || golden.phone?.value === phone) &&
    (query.sex === undefined || golden.sex?.value === query.sex) &&
    (query.birth_date === undefined || isOnDate(golden.birth_date?.value, query.birth_date)) &&
    (query.source === undefined || person.sources.includes(query.source))
}

/** A number matches if any record of the person has it, so an old KK and a former NIK find their person as well. */
async function numberCheck(conn: Conn, { nik, kk }: PersonQuery, persons: readonly StoredPerson[]): Promise<Fits> {
  if (nik === undefined && kk === undefined) return () => true
  const records = await findLiveRecords(
    conn,
    persons.flatMap(({ recordIds }) => recordIds),
  )
  const holders = new Set<string>()
  for (const { personId, record } of records) {
    const hasNik = nik === undefined || parseNik(record.nik).digits === nik
    const hasKk = kk === undefined || parseKk(record.kk).digits === kk
    if (personId !== undefined && hasNik && hasKk) holders.add(personId)
  }
  return ({ id }, golden) =>
    holders.has(id) ||
    ((nik === undefined || golden.nik?.value === nik) && (kk === undefined || golden.kk?.value === kk))
}

function isAllIn(terms: readonly string[], name: string | undefined): boolean {
  if (terms.length === 0) return true
  const own = nameTerms(name ?? '')
  return terms.every((term) => own.includes(term))
}

/** A golden date of which only the year is known matches every day of that year. */
function isOnDate(golden: string | undefined, requested: string): boolean {
  return golden !== undefined && (golden.startsWith(requested) || requested.startsWith(golden))
}
