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

/** What is counted by. */
export const STATISTICS_PARTS = ['area', 'source', 'overlap', 'conflict', 'waiting'] as const
export type StatisticsPart = (typeof STATISTICS_PARTS)[number]

/** Dotted codes of so many characters name an area of the level; of a village the whole code. */
export const AREA_LENGTHS = { province: 2, regency: 5, district: 8, village: 13 } as const
export type AreaDepth = keyof typeof AREA_LENGTHS

/** Which counts; areas are counted at one level, within the area that is asked for or allowed. */
export interface StatisticsQuery {
  readonly by: readonly StatisticsPart[]
  readonly level: AreaDepth
  readonly area: AreaPrefix
}

export interface AreaStatistics {
  /** Behind `bps:` where it is a code of BPS; null: those of whom no list says where they are. */
  readonly area_code: string | null
  readonly persons: number
  readonly records: number
  readonly households: number
  readonly conflicts: number
}

export interface SourceStatistics {
  readonly source: string
  readonly persons: number
  /** Live records of the list, rows about houses included; null where counting is limited to an area. */
  readonly records: number | null
  /** Persons whom no other list has. */
  readonly only_here: number
}

/** Persons who are in both lists. */
export interface OverlapStatistics {
  readonly sources: readonly [string, string]
  readonly persons: number
}

/** A record that could not be linked. */
export interface SetAsideView {
  readonly source: string
  readonly source_key: string
  readonly batch_id: string | null
  /** Of the error. */
  readonly code: string
  readonly set_aside_at: string
}

/** What has come and counts for nothing yet. */
export interface WaitingStatistics {
  readonly pending_records: number
  /** Records over which linking failed; they are tried again when the service starts anew or their source says them again. */
  readonly set_aside_records: number
  /** Of these the first. */
  readonly set_aside: readonly SetAsideView[]
}

/** Counts of what is live; parts that were not asked for are left out. */
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
  /** Of the whole registry only. */
  readonly waiting?: WaitingStatistics
}

interface Counted {
  readonly persons: readonly PersonCount[]
  readonly households: readonly HouseholdCount[]
  readonly conflicts: readonly ConflictCount[]
  readonly records: readonly RecordCount[] | undefined
}

/** Counts the registry. Reads every person, household and open conflict once: the caller keeps the answer for a while. */
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

/** The same digits are another regency's in the codes of BPS: a province or regency is meant by its Kemendagri code. */
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
        const known = pairs.get(name) ?? { sources: [first, second], persons: 0 }
        pairs.set(name, { sources: known.sources, persons: known.persons + number })
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
