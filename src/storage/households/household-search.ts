import { and, asc } from 'drizzle-orm'
import { type AreaPage, isBehind, isInArea, type PlaceInArea, villageOfHousehold } from '../postgres/area-page.js'
import type { Conn } from '../postgres/connection.js'
import { isWord, readRows, select } from '../postgres/queries.js'
import { households } from './schema.js'

/** A page of the live households of an area. */
export function listHouseholdsOfArea(conn: Conn, page: AreaPage): Promise<readonly PlaceInArea[]> {
  const { id, state, golden } = households
  const village = villageOfHousehold(golden)
  return readRows(
    conn,
    select({ village, id })
      .from(households)
      .where(and(isWord(state, 'live'), isInArea(village, page.area), isBehind(village, id, page)))
      .orderBy(village, asc(id))
      .limit(page.limit),
  )
}
