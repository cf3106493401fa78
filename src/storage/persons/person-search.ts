import sql, { empty, type Sql } from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText, insertRows, type TableColumns } from '../postgres/rows.js'

/** A term that a person has, and the person's village; '' where none is known. */
export interface PersonTerm {
  readonly term: string
  readonly village: string
  readonly personId: string
}

/** A place in the order of villages, and in each by id. */
export interface PlaceInArea {
  readonly village: string
  readonly id: string
}

/** Which part of a list in the order of villages: at most `limit` behind a place; in an area by the beginning of its code. */
export interface AreaPage {
  readonly area: string | undefined
  readonly after: PlaceInArea | undefined
  readonly limit: number
}

const INTO: TableColumns = {
  table: 'person_terms',
  columns: [
    ['term', 'text'],
    ['village_code', 'text'],
    ['person_id', 'uuid'],
  ],
}

/** Adds terms in the order of the index. */
export async function insertPersonTerms(tx: Tx, terms: readonly PersonTerm[]): Promise<void> {
  const rows = terms.map(({ term, village, personId }) => [term, village, personId] as const)
  await insertRows(
    tx,
    INTO,
    rows.sort((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1)),
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
  const village = sql`village_code`
  return conn.read<PlaceInArea>(sql`
    SELECT village_code AS village, person_id AS id FROM person_terms
    WHERE term = ${term} ${inArea(village, page)} ${behind(village, sql`person_id`, page)}
    ORDER BY village_code, person_id LIMIT ${page.limit}`)
}

/** Those among these places, which are in order, whose person has a term. */
export async function havingTerm(
  conn: Conn,
  term: string,
  places: readonly PlaceInArea[],
): Promise<ReadonlySet<string>> {
  const rows = await conn.read<{ id: string }>(sql`
    SELECT person_id AS id FROM person_terms
    WHERE term = ${term} AND village_code BETWEEN ${places[0]?.village ?? ''} AND ${places.at(-1)?.village ?? ''}
      AND person_id = ANY (${arrayText(places.map(({ id }) => id))}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}

/** A page of the live persons of an area. */
export function listPersonsOfArea(conn: Conn, page: AreaPage): Promise<readonly PlaceInArea[]> {
  const village = sql`(golden -> 'village_code' ->> 0) COLLATE "C"`
  return conn.read<PlaceInArea>(sql`
    SELECT golden -> 'village_code' ->> 0 AS village, person_id AS id FROM persons
    WHERE state = 'live' ${inArea(village, page)} ${behind(village, sql`person_id`, page)}
    ORDER BY ${village}, person_id LIMIT ${page.limit}`)
}

/** A page of the live households of an area. */
export function listHouseholdsOfArea(conn: Conn, page: AreaPage): Promise<readonly PlaceInArea[]> {
  const village = sql`(golden -> 'area' ->> 'value') COLLATE "C"`
  return conn.read<PlaceInArea>(sql`
    SELECT golden -> 'area' ->> 'value' AS village, household_id AS id FROM households
    WHERE state = 'live' ${inArea(village, page)} ${behind(village, sql`household_id`, page)}
    ORDER BY ${village}, household_id LIMIT ${page.limit}`)
}

/** Codes that begin so and end there or go on behind a dot; the slash is the character behind the dot. */
function inArea(village: Sql, { area }: AreaPage): Sql {
  return area === undefined ? empty : sql`AND ${village} >= ${area} AND ${village} < ${`${area}/`}`
}

function behind(village: Sql, id: Sql, { after }: AreaPage): Sql {
  return after === undefined ? empty : sql`AND (${village}, ${id}) > (${after.village}, ${after.id}::uuid)`
}
