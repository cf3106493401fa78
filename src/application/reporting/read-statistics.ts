import type { Conn } from '../../storage/postgres/connection.js'
import {
  countConflicts,
  countHouseholds,
  countPersons,
  countRecords,
  type ConflictCount,
  type HouseholdCount,
  type PersonCount,
  type RecordCount,
} from '../../storage/reporting/statistics-reading.js'
import { listSetAside } from '../../storage/linkage/set-aside-records.js'
import { getWorkload } from '../../storage/reporting/workload.js'
import type { AreaPrefix } from '../context/area-scope.js'

/** The breakdowns of the statistics. */
export const STATISTICS_PARTS = ['area', 'source', 'overlap', 'conflict', 'waiting'] as const
export type StatisticsPart = (typeof STATISTICS_PARTS)[number]

/** The length of a dotted Kemendagri code at each level. */
export const AREA_LENGTHS = { province: 2, regency: 5, district: 8, village: 13 } as const
export type AreaDepth = keyof typeof AREA_LENGTHS

/** The requested counts. Areas are counted at one level, within `area`. */
export interface StatisticsQuery {
  readonly by: readonly StatisticsPart[]
  readonly level: AreaDepth
  readonly area: AreaPrefix
}

export interface AreaStatistics {
  /** Prefixed with `bps:` if it is a code of BPS; null for persons without an area code. */
  readonly area_code: string | null
  readonly persons: number
  readonly records: number
  readonly households: number
  readonly conflicts: number
}

export interface SourceStatistics {
  readonly source: string
  readonly persons: number
  /** Live records, including those about houses; null if the counts are limited to an area. */
  readonly records: number | null
  /** Persons with records of no other source. */
  readonly only_here: number
}

/** Persons with records of both sources. */
export interface OverlapStatistics {
  readonly sources: readonly [string, string]
  readonly persons: number
}

/** A record that was set aside because linking it failed. */
export interface SetAsideView {
  readonly source: string
  readonly source_key: string
  readonly batch_id: string | null
  /** The code of the error. */
  readonly code: string
  readonly set_aside_at: string
}

/** Received records that do not count yet. */
export interface WaitingStatistics {
  readonly pending_records: number
  /** Records that failed to link. They are retried when the service starts or their source sends them again. */
  readonly set_aside_records: number
  /** The first of the records that were set aside. */
  readonly set_aside: readonly SetAsideView[]
}

/** Counts of the live registry. Only the requested breakdowns are set. */
export interface Statistics {
  readonly counted_at: string
  readonly totals: {
    readonly persons: number
    readonly records: number
    readonly households: number
    readonly conflicts: number
  }
  readonly area?: readonly AreaStatistics[]
  readonly source?: readonly SourceStatistics[]
  readonly overlap?: readonly OverlapStatistics[]
  readonly conflict?: readonly { readonly kind: string; readonly open: number }[]
  /** Only without an area. */
  readonly waiting?: WaitingStatistics
}

interface Counted {
  readonly persons: readonly PersonCount[]
  readonly households: readonly HouseholdCount[]
  readonly conflicts: readonly ConflictCount[]
  readonly records: readonly RecordCount[] | undefined
}

/** Counts the registry. Reads every person, household and open conflict once, so callers should cache the result. */
export async function readStatistics(conn: Conn, { by, level, area }: StatisticsQuery, now: Date): Promise<Statistics> {
  const counted = await count(conn, { length: AREA_LENGTHS[level], area })
  const { persons, households, conflicts } = counted
  return {
    counted_at: now.toISOString(),
    totals: {
      persons: sum(persons.map((each) => each.persons)),
      records: sum((counted.records ?? persons).map((each) => each.records)),
      households: sum(households.map((each) => each.households)),
      conflicts: sum(conflicts.map((each) => each.conflicts)),
    },
    ...(by.includes('area') ? { area: byArea(counted) } : {}),
    ...(by.includes('source') ? { source: bySource(counted) } : {}),
    ...(by.includes('overlap') ? { overlap: overlapOf(persons) } : {}),
    ...(by.includes('conflict') ? { conflict: byKind(conflicts) } : {}),
    ...(by.includes('waiting') && area === undefined ? { waiting: await countWaiting(conn) } : {}),
  }
}

async function count(conn: Conn, counted: { readonly length: number; readonly area: AreaPrefix }): Promise<Counted> {
  const [persons, households, conflicts, records] = await Promise.all([
    countPersons(conn, counted),
    countHouseholds(conn, counted),
    countConflicts(conn, counted),
    counted.area === undefined ? countRecords(conn) : undefined,
  ])
  const isInside = ({ area }: { readonly area: string | null }): boolean => isOfScheme(area, counted.area)
  return {
    persons: persons.filter(isInside),
    households: households.filter(isInside),
    conflicts: conflicts.filter(isInside),
    records,
  }
}

const MOST_SET_ASIDE = 100

async function countWaiting(conn: Conn): Promise<WaitingStatistics> {
  const { pending_records, set_aside_records } = await getWorkload(conn)
  const records = set_aside_records === 0 ? [] : await listSetAside(conn, MOST_SET_ASIDE)
  const set_aside = records.map(({ source, sourceKey, batchId, code, setAsideAt }) => ({
    source,
    source_key: sourceKey,
    batch_id: batchId,
    code,
    set_aside_at: setAsideAt.toISOString(),
  }))
  return { pending_records, set_aside_records, set_aside }
}

/** A prefix of a province or regency is a Kemendagri code. In the codes of BPS the same digits are another regency. */
function isOfScheme(area: string | null, within: AreaPrefix): boolean {
  return within === undefined || within.length > AREA_LENGTHS.regency || area?.startsWith('bps:') !== true
}

function byArea({ persons, households, conflicts }: Counted): readonly AreaStatistics[] {
  const areas = [...new Set([...persons, ...households, ...conflicts].map(({ area }) => area))]
  const codes = areas.sort((a, b) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
  const totalsOf = <Row extends { readonly area: string | null }>(
    rows: readonly Row[],
    value: (row: Row) => number,
  ) => {
    const totals = new Map<string | null, number>()
    for (const row of rows) totals.set(row.area, (totals.get(row.area) ?? 0) + value(row))
    return (area: string | null): number => totals.get(area) ?? 0
  }
  const personsIn = totalsOf(persons, (row) => row.persons)
  const recordsIn = totalsOf(persons, (row) => row.records)
  const householdsIn = totalsOf(households, (row) => row.households)
  const conflictsIn = totalsOf(conflicts, (row) => row.conflicts)
  return codes.map((area) => ({
    area_code: area,
    persons: personsIn(area),
    records: recordsIn(area),
    households: householdsIn(area),
    conflicts: conflictsIn(area),
  }))
}

function bySource({ persons, records }: Counted): readonly SourceStatistics[] {
  const sources = new Set([...persons.flatMap((each) => each.sources), ...(records ?? []).map(({ source }) => source)])
  const recordsOf = new Map(records?.map((each) => [each.source, each.records]))
  return [...sources].sort().map((source) => {
    const here = persons.filter((each) => each.sources.includes(source))
    return {
      source,
      persons: sum(here.map((each) => each.persons)),
      records: records === undefined ? null : (recordsOf.get(source) ?? 0),
      only_here: sum(here.filter((each) => each.sources.length === 1).map((each) => each.persons)),
    }
  })
}

function overlapOf(persons: readonly PersonCount[]): readonly OverlapStatistics[] {
  const pairs = new Map<string, { sources: [string, string]; persons: number }>()
  for (const { sources, persons: number } of persons) {
    for (const [at, first] of sources.entries()) {
      for (const second of sources.slice(at + 1)) {
        const name = `${first} ${second}`
        const pair = pairs.get(name) ?? { sources: [first, second], persons: 0 }
        pairs.set(name, { sources: pair.sources, persons: pair.persons + number })
      }
    }
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair)
}

function byKind(conflicts: readonly ConflictCount[]): readonly { readonly kind: string; readonly open: number }[] {
  const kinds = [...new Set(conflicts.map(({ kind }) => kind))].sort()
  return kinds.map((kind) => ({
    kind,
    open: sum(conflicts.filter((each) => each.kind === kind).map((each) => each.conflicts)),
  }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
