import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** A place in the order of villages, and in each by id. */
export interface PlaceInArea {
  readonly village: string
  readonly id: string
}

/** At most `limit` rows behind a place in the order of villages; in an area, which is the beginning of their codes. */
export interface AreaPage {
  readonly area: string | undefined
  readonly after: PlaceInArea | undefined
  readonly limit: number
}

/** Whether a code is that of an area or goes on behind it with a dot; the slash is the character behind the dot. */
export function isInArea(village: SQL | PgColumn, area: string | undefined): SQL | undefined {
  return area === undefined ? undefined : sql`${village} >= ${area} AND ${village} < ${`${area}/`}`
}

/** Whether a row lies behind the place at which the page begins. */
export function isBehind(village: SQL | PgColumn, id: PgColumn, { after }: AreaPage): SQL | undefined {
  return after === undefined ? undefined : sql`(${village}, ${id}) > (${after.village}, ${after.id}::uuid)`
}

/** The village of a person, as the index of persons by village has it. */
export function villageOfPerson(golden: PgColumn): SQL<string> {
  return sql<string>`(${golden} -> 'village_code' ->> 0) COLLATE "C"`
}

/** The village of a household, as the index of households by village has it. */
export function villageOfHousehold(golden: PgColumn): SQL<string> {
  return sql<string>`(${golden} -> 'area' ->> 'value') COLLATE "C"`
}
