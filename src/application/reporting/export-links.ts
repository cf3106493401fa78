import { listKeyHolders } from '../../storage/linkage/block-keys.js'
import type { Conn } from '../../storage/postgres/connection.js'
import {
  type ExportedRecord,
  findPersonHouseholds,
  listExportedRecords,
  type PersonHousehold,
} from '../../storage/reporting/link-export.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'

/**
 * The person and household of a live record. A record about a house has no person; its household is the one with most persons
 * of its family.
 */
export interface Link {
  readonly source: string
  readonly source_key: string
  /** Null for a single change, like `row`. */
  readonly batch_id: string | null
  /** The data row of that batch, counted from 1. */
  readonly row: number | null
  readonly person_id: string | null
  readonly household_id: string | null
}

/** The links to export: those in the area, of one source or of all. */
export interface LinkExport {
  readonly area: AreaPrefix
  readonly source: string | undefined
  readonly recordsPerPage?: number
}

const RECORDS_PER_PAGE = 5000

/**
 * Yields pages of links by record id. Each page is a consistent read, but the registry may change between two pages. With an
 * area, only records of persons in the area and of their houses are included.
 */
export async function* exportLinks(
  conn: Conn,
  { area, source, recordsPerPage = RECORDS_PER_PAGE }: LinkExport,
): AsyncGenerator<readonly Link[]> {
  let after: string | undefined
  for (;;) {
    const records = await listExportedRecords(conn, { after, source, limit: recordsPerPage })
    after = records.at(-1)?.id
    if (after === undefined) return
    yield await linksOf(conn, records, area)
    if (records.length < recordsPerPage) return
  }
}

async function linksOf(conn: Conn, records: readonly ExportedRecord[], area: AreaPrefix): Promise<readonly Link[]> {
  const ofHouses = await personsOfHouses(conn, records)
  const persons = [...records.flatMap(({ personId }) => personId ?? []), ...[...ofHouses.values()].flat()]
  const householdOf = new Map((await findPersonHouseholds(conn, [...new Set(persons)])).map((each) => [each.id, each]))
  return records.flatMap((record) => {
    const family = record.personId === null ? (ofHouses.get(record.id) ?? []) : [record.personId]
    const household = householdOfMost(family.flatMap((id) => householdOf.get(id) ?? []))
    return liesIn(household?.village ?? undefined, area) ? [linkOf(record, household)] : []
  })
}

function linkOf(
  { source, sourceKey, batchId, row, personId }: ExportedRecord,
  household: PersonHousehold | undefined,
): Link {
  return {
    source,
    source_key: sourceKey,
    batch_id: batchId,
    row: batchId === null ? null : row,
    person_id: personId,
    household_id: household?.householdId ?? null,
  }
}

/** Returns the persons in the families of records about houses, by record id. */
async function personsOfHouses(
  conn: Conn,
  records: readonly ExportedRecord[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const houses = records.filter(({ familyKeys }) => familyKeys !== null)
  const holders = await listKeyHolders(conn, [...new Set(houses.flatMap(({ familyKeys }) => familyKeys ?? []))])
  const personOf = await findPersonsOfRecords(
    conn,
    holders.map(({ recordId }) => recordId),
  )
  const membersOf = new Map<number, string[]>()
  for (const { key, recordId } of holders) {
    const person = personOf.get(recordId)
    if (person !== undefined) membersOf.set(key, [...(membersOf.get(key) ?? []), person])
  }
  return new Map(
    houses.map(({ id, familyKeys }) => [id, (familyKeys ?? []).flatMap((key) => membersOf.get(key) ?? [])]),
  )
}

/** Returns the household of most persons; on a tie the one with the lower id, so that the result is deterministic. */
function householdOfMost(households: readonly PersonHousehold[]): PersonHousehold | undefined {
  const [first, ...others] = households
  if (others.length === 0) return first
  const byHousehold = new Map<string, PersonHousehold[]>()
  for (const household of households) {
    const id = household.householdId ?? ''
    byHousehold.set(id, [...(byHousehold.get(id) ?? []), household])
  }
  const [most] = [...byHousehold].filter(([id]) => id !== '').sort(byCount)
  return most?.[1][0] ?? first
}

function byCount(a: readonly [string, readonly unknown[]], b: readonly [string, readonly unknown[]]): number {
  return b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)
}
