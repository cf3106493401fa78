import { listKeyHolders } from '../../storage/linkage/block-keys.js'
import type { Conn } from '../../storage/postgres/connection.js'
import {
  type ExportedRecord,
  findHomes,
  listExportedRecords,
  type PersonHome,
} from '../../storage/reporting/link-export.js'
import { findPersonsOfRecords } from '../../storage/linkage/live-records.js'
import { type AreaPrefix, liesIn } from '../context/area-scope.js'

/** Whose a live record is. A row about a house is nobody's, and of the household in which most of its family live. */
export interface Link {
  readonly source: string
  readonly source_key: string
  /** Null for a single change, as is the row. */
  readonly batch_id: string | null
  /** The delivered data row of that batch, counted from 1. */
  readonly row: number | null
  readonly person_id: string | null
  readonly household_id: string | null
}

/** Which links: all that the caller may know of, or those of one source. */
export interface LinkExport {
  readonly area: AreaPrefix
  readonly source: string | undefined
  readonly recordsPerPage?: number
}

const RECORDS_PER_PAGE = 5000

/**
 * Every live record with the person and household that it belongs to, page by page in the order of the record ids, each as
 * it stands when its page is read. With an area, the records of the persons in it and of their houses.
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
  const homes = new Map((await findHomes(conn, [...new Set(persons)])).map((home) => [home.id, home]))
  return records.flatMap((record) => {
    const family = record.personId === null ? (ofHouses.get(record.id) ?? []) : [record.personId]
    const home = homeOfMost(family.flatMap((id) => homes.get(id) ?? []))
    return liesIn(home?.village ?? undefined, area) ? [linkOf(record, home)] : []
  })
}

function linkOf({ source, sourceKey, batchId, row, personId }: ExportedRecord, home: PersonHome | undefined): Link {
  return {
    source,
    source_key: sourceKey,
    batch_id: batchId,
    row: batchId === null ? null : row,
    person_id: personId,
    household_id: home?.householdId ?? null,
  }
}

/** The persons whose rows stand in the families of rows about houses, by the id of the row. */
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

/** On equal numbers the household of the lower id, so that the answer is always the same. */
function homeOfMost(homes: readonly PersonHome[]): PersonHome | undefined {
  const [first, ...others] = homes
  if (others.length === 0) return first
  const byHousehold = new Map<string, PersonHome[]>()
  for (const home of homes) {
    const id = home.householdId ?? ''
    byHousehold.set(id, [...(byHousehold.get(id) ?? []), home])
  }
  const [most] = [...byHousehold].filter(([id]) => id !== '').sort(byNumber)
  return most?.[1][0] ?? first
}

function byNumber(a: readonly [string, readonly unknown[]], b: readonly [string, readonly unknown[]]): number {
  return b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)
}
