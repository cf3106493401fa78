import { and, asc, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { conflicts } from '../conflicts/schema.js'
import { households } from '../households/schema.js'
import { liveRecords } from '../linkage/schema.js'
import { persons } from '../persons/schema.js'
import { isInArea, villageOfHousehold, villageOfPerson } from '../postgres/area-page.js'
import type { Conn } from '../postgres/connection.js'
import { countRows, isWord, readRows, select } from '../postgres/queries.js'

/** Live persons of one area who are in exactly these sources. */
export interface PersonCount {
  readonly area: string | null
  readonly sources: readonly string[]
  readonly persons: number
  readonly records: number
}

/** To how many characters a dotted code is cut, and the area that is counted: the beginning of its codes. */
export interface CountedArea {
  readonly length: number
  readonly area: string | undefined
}

/** Counts live persons by area and by their sources. Reads every person once. */
export function countPersons(conn: Conn, { length, area }: CountedArea): Promise<readonly PersonCount[]> {
  const { golden, sources, recordIds, state } = persons
  const village = villageOfPerson(golden)
  return readRows(
    conn,
    select({
      area: cut(village, length),
      sources,
      persons: countRows(),
      records: sql<number>`sum(cardinality(${recordIds}))::float8`,
    })
      .from(persons)
      .where(and(isWord(state, 'live'), isInArea(village, area)))
      .groupBy(sql`1`, sql`2`),
  )
}

export interface HouseholdCount {
  readonly area: string | null
  readonly households: number
}

/** Counts live households by area. */
export function countHouseholds(conn: Conn, { length, area }: CountedArea): Promise<readonly HouseholdCount[]> {
  const { golden, state } = households
  const village = villageOfHousehold(golden)
  return readRows(
    conn,
    select({ area: cut(village, length), households: countRows() })
      .from(households)
      .where(and(isWord(state, 'live'), isInArea(village, area)))
      .groupBy(sql`1`),
  )
}

export interface ConflictCount {
  readonly area: string | null
  readonly kind: string
  readonly conflicts: number
}

/** Counts open conflicts by area and kind. */
export function countConflicts(conn: Conn, { length, area }: CountedArea): Promise<readonly ConflictCount[]> {
  const { areaCode, kind, state } = conflicts
  return readRows(
    conn,
    select({ area: cut(areaCode, length), kind, conflicts: countRows() })
      .from(conflicts)
      .where(and(isWord(state, 'open'), isInArea(areaCode, area)))
      .groupBy(sql`1`, sql`2`),
  )
}

export interface RecordCount {
  readonly source: string
  readonly records: number
}

/** Counts live records by source, those of households included. */
export function countRecords(conn: Conn): Promise<readonly RecordCount[]> {
  const { source } = liveRecords
  return readRows(conn, select({ source, records: countRows() }).from(liveRecords).groupBy(source).orderBy(asc(source)))
}

/** A code of BPS has its third dot one place later, and names other areas than one of Kemendagri. */
function cut(village: SQL | PgColumn, length: number): SQL<string | null> {
  const districtOfBps = length === END_OF_DISTRICT ? length + 1 : length
  return sql<string | null>`CASE WHEN substr(${village}, ${END_OF_DISTRICT + 1}::int, 1) BETWEEN '0' AND '9'
    THEN 'bps:' || left(${village}, ${districtOfBps}::int) ELSE left(${village}, ${length}::int) END`
}

const END_OF_DISTRICT = 8
