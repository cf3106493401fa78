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

/** What persons are looked for by; all of it must fit. At least one of NIK, KK, phone, name or area is needed. */
export interface PersonQuery {
  readonly nik?: string | undefined
  readonly kk?: string | undefined
  readonly phone?: string | undefined
  readonly name?: string | undefined
  /** ISO; a year, or a year and month, stand for all of their days. */
  readonly birth_date?: string | undefined
  readonly sex?: 'L' | 'P' | undefined
  readonly source?: string | undefined
  /** The beginning of area codes, dotted. */
  readonly area?: string | undefined
}

/** A question, the area in which the caller may know people, and which page of the answer. */
export interface PersonSearch {
  readonly question: PersonQuery
  readonly area: AreaPrefix
  readonly after: PlaceInArea | undefined
  readonly limit: number
}

/** The live persons who fit a question, in the order of villages; a page may hold fewer than asked for and go on. */
export async function searchPersons(
  conn: Conn,
  model: Model,
  { question, area, after, limit }: PersonSearch,
): Promise<Scanned<PlaceInArea, PersonSummary> | Refusal> {
  const within = narrowerArea(question.area, area)
  if (within === undefined) return { items: [], next: undefined }
  if (question.name !== undefined && nameTerms(question.name).length === 0)
    return refuse('VALUE_INVALID', 'The name holds no word of two letters or more to look for.')
  const pageOf = pagesFor(conn, model, question, within.area)
  if (pageOf === undefined)
    return refuse('VALUE_INVALID', 'Give at least a NIK, a KK, a phone number, a name or an area.')
  const itemsOf = (places: readonly PlaceInArea[]) => summariesOf(conn, model, { places, question, area: within.area })
  return scanPages({ after, limit, pageOf, itemsOf })
}

/** Found by a number, people come without their villages. */
function isByNumber({ nik, kk }: PersonQuery): boolean {
  return nik !== undefined || kk !== undefined
}

interface Page {
  readonly places: readonly PlaceInArea[]
  readonly question: PersonQuery
  readonly area: AreaPrefix
}

/** Those at these places who fit, each in their place. Whoever lacks the second word of the name is not loaded at all. */
async function summariesOf(
  conn: Conn,
  model: Model,
  { places, question, area }: Page,
): Promise<readonly (PersonSummary | undefined)[]> {
  const [, second] = question.name === undefined || isByNumber(question) ? [] : termsRarestFirst(model, question.name)
  const likely = second === undefined ? undefined : await havingTerm(conn, second, places)
  const found = await findPersons(
    conn,
    places.map(({ id }) => id).filter((id) => likely === undefined || likely.has(id)),
  )
  const persons = new Map(found.map((person) => [person.id, person]))
  const fits = await fitCheck(conn, question, found)
  return places.map(({ id }) => {
    const person = persons.get(id)
    if (person?.state !== 'live') return undefined
    const golden = goldenOf(person)
    const isInside = liesIn(golden.village_code?.value, area)
    return isInside && fits(person, golden) ? summarisePerson(person, golden) : undefined
  })
}

type PageOf = (after: PlaceInArea | undefined, limit: number) => Promise<readonly PlaceInArea[]>

/** Goes by what fits fewest: a number, then the rarest word of the name, then the area. */
function pagesFor(conn: Conn, model: Model, question: PersonQuery, area: AreaPrefix): PageOf | undefined {
  const { nik, kk, phone, name } = question
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

/** The fewer people have a word, the fewer are looked at. */
function termsRarestFirst(model: Model, name: string): readonly string[] {
  const bits = model.termFrequencies.map(bitsOfTerms)
  const rarityOf = (token: string): number =>
    bits.reduce((most, known) => Math.max(most, known.get(token) ?? RARER_THAN_LISTED), 0)
  const tokens = [...parseName(name).tokens].sort((a, b) => rarityOf(b) - rarityOf(a))
  const terms = new Set(nameTerms(name))
  const ordered = tokens.map((token) => spellingKey(token) || token).filter((term) => terms.has(term))
  return [...new Set([...ordered, ...terms])]
}

const RARER_THAN_LISTED = 20

type Fits = (person: StoredPerson, golden: GoldenPerson) => boolean

async function fitCheck(conn: Conn, question: PersonQuery, persons: readonly StoredPerson[]): Promise<Fits> {
  const terms = question.name === undefined ? [] : nameTerms(question.name)
  const phone = question.phone === undefined ? undefined : parsePhone(question.phone)
  const hasNumbers = await numberCheck(conn, question, persons)
  return (person, golden) =>
    hasNumbers(person, golden) &&
    isAllIn(terms, golden.name?.value) &&
    (phone === undefined || golden.phone?.value === phone) &&
    (question.sex === undefined || golden.sex?.value === question.sex) &&
    (question.birth_date === undefined || isOnDate(golden.birth_date?.value, question.birth_date)) &&
    (question.source === undefined || person.sources.includes(question.source))
}

/** A number is one's own when any of one's records has it: an old KK and a former NIK find their person too. */
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

/** A date of which only the year is known fits every day of that year. */
function isOnDate(known: string | undefined, asked: string): boolean {
  return known !== undefined && (known.startsWith(asked) || asked.startsWith(known))
}
