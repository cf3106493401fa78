import sql, { empty, type Sql } from 'sql-template-tag'
import type { Conn } from '../postgres/connection.js'

/** Live persons of one area who are in exactly these lists. */
export interface PersonCount {
  readonly area: string | null
  readonly sources: readonly string[]
  readonly persons: number
  readonly records: number
}

/** How much of a code is kept, in characters of a dotted code; an area by the beginning of its code. */
export interface CountedArea {
  readonly length: number
  readonly area: string | undefined
}

/** Counts live persons by area and by the lists that they are in. Reads every person once. */
export function countPersons(conn: Conn, { length, area }: CountedArea): Promise<readonly PersonCount[]> {
  const village = sql`(golden -> 'village_code' ->> 0) COLLATE "C"`
  return conn.read<PersonCount>(sql`
    SELECT ${cut(sql`golden -> 'village_code' ->> 0`, length)} AS area, sources, count(*)::float8 AS persons,
      sum(cardinality(record_ids))::float8 AS records
    FROM persons WHERE state = 'live' ${within(village, area)} GROUP BY 1, 2`)
}

export interface HouseholdCount {
  readonly area: string | null
  readonly households: number
}

/** Counts live households by area. */
export function countHouseholds(conn: Conn, { length, area }: CountedArea): Promise<readonly HouseholdCount[]> {
  const village = sql`(golden -> 'area' ->> 'value') COLLATE "C"`
  return conn.read<HouseholdCount>(sql`
    SELECT ${cut(sql`golden -> 'area' ->> 'value'`, length)} AS area, count(*)::float8 AS households
    FROM households WHERE state = 'live' ${within(village, area)} GROUP BY 1`)
}

export interface ConflictCount {
  readonly area: string | null
  readonly kind: string
  readonly conflicts: number
}

/** Counts open conflicts by area and kind. */
export function countConflicts(conn: Conn, { length, area }: CountedArea): Promise<readonly ConflictCount[]> {
  return conn.read<ConflictCount>(sql`
    SELECT ${cut(sql`area_code`, length)} AS area, kind, count(*)::float8 AS conflicts
    FROM conflicts WHERE state = 'open' ${within(sql`area_code`, area)} GROUP BY 1, 2`)
}

export interface RecordCount {
  readonly source: string
  readonly records: number
}

/** Counts live records by source, rows about houses included. */
export function countRecords(conn: Conn): Promise<readonly RecordCount[]> {
  return conn.read<RecordCount>(sql`
    SELECT source_code AS source, count(*)::float8 AS records FROM live_records GROUP BY 1 ORDER BY 1`)
}

/** A code of BPS has its third dot one place later, and names other areas than one of Kemendagri. */
function cut(village: Sql, length: number): Sql {
  const districtOfBps = length === END_OF_DISTRICT ? length + 1 : length
  return sql`CASE WHEN substr(${village}, ${END_OF_DISTRICT + 1}::int, 1) BETWEEN '0' AND '9'
    THEN 'bps:' || left(${village}, ${districtOfBps}::int) ELSE left(${village}, ${length}::int) END`
}

const END_OF_DISTRICT = 8

function within(village: Sql, area: string | undefined): Sql {
  return area === undefined ? empty : sql`AND ${village} >= ${area} AND ${village} < ${`${area}/`}`
}
