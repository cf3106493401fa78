import { and, asc, between, eq } from 'drizzle-orm'
import sql from 'sql-template-tag'
import { type AreaPage, isBehind, isInArea, type PlaceInArea, villageOfPerson } from '../postgres/area-page.js'
import { arrayText } from '../postgres/column-types.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { isAnyOf, isWord, readRows, select } from '../postgres/queries.js'
import { insertRows } from '../postgres/rows.js'
import { columnsOf, type Stored } from '../postgres/table-columns.js'
import { persons, personTerms } from './schema.js'

export type { AreaPage, PlaceInArea } from '../postgres/area-page.js'

/** A term of a person, and the person's village. */
export type PersonTerm = Stored<typeof personTerms>

const COLUMNS = columnsOf(personTerms)

/** Adds terms in the order of the index. */
export async function insertPersonTerms(tx: Tx, terms: readonly PersonTerm[]): Promise<void> {
  await insertRows(
    tx,
    COLUMNS,
    terms.toSorted((a, b) => (a.term === b.term ? (a.village < b.village ? -1 : 1) : a.term < b.term ? -1 : 1)),
  )
}

export async function deletePersonTerms(tx: Tx, terms: readonly PersonTerm[]): Promise<void> {
  if (terms.length === 0) return
  await tx.write(sql`
    DELETE FROM person_terms
    USING unnest(
      ${terms.map(({ term }) => term)}::text[], ${terms.map(({ village }) => village)}::text[],
      ${arrayText(terms.map(({ personId }) => personId))}::uuid[]
    ) AS gone (term, village_code, person_id)
    WHERE person_terms.term = gone.term AND person_terms.village_code = gone.village_code
      AND person_terms.person_id = gone.person_id`)
}

/** A page of the persons who have a term. */
export function listPersonsOfTerm(conn: Conn, term: string, page: AreaPage): Promise<readonly PlaceInArea[]> {
  const { village, personId } = personTerms
  return readRows(
    conn,
    select({ village, id: personId })
      .from(personTerms)
      .where(and(eq(personTerms.term, term), isInArea(village, page.area), isBehind(village, personId, page)))
      .orderBy(asc(village), asc(personId))
      .limit(page.limit),
  )
}

/** The ids of the persons at these places, which are in order, who have a term. */
export async function havingTerm(
  conn: Conn,
  term: string,
  places: readonly PlaceInArea[],
): Promise<ReadonlySet<string>> {
  const { village, personId } = personTerms
  const query = select({ id: personId })
    .from(personTerms)
    .where(
      and(
        eq(personTerms.term, term),
        between(village, places[0]?.village ?? '', places.at(-1)?.village ?? ''),
        isAnyOf(
          personId,
          places.map(({ id }) => id),
        ),
      ),
    )
  const rows = await readRows(conn, query)
  return new Set(rows.map(({ id }) => id))
}

/** A page of the live persons of an area. */
export function listPersonsOfArea(conn: Conn, page: AreaPage): Promise<readonly PlaceInArea[]> {
  const village = villageOfPerson(persons.golden)
  return readRows(
    conn,
    select({ village, id: persons.id })
      .from(persons)
      .where(and(isWord(persons.state, 'live'), isInArea(village, page.area), isBehind(village, persons.id, page)))
      .orderBy(village, asc(persons.id))
      .limit(page.limit),
  )
}
