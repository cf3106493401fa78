import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { FIRST_RULE_KEY } from '../../domain/linkage/blocking/block-key.js'
import { liveRecords } from '../linkage/schema.js'
import { persons } from '../persons/schema.js'
import { villageOfPerson } from '../postgres/area-page.js'
import type { Conn } from '../postgres/connection.js'
import { isAnyOf, readRows, select } from '../postgres/queries.js'

/** A live record as it is exported. */
export interface ExportedRecord {
  readonly id: string
  readonly source: string
  readonly sourceKey: string
  readonly batchId: string | null
  readonly row: number
  readonly personId: string | null
  /** The keys of its families; null in a record of a person. */
  readonly familyKeys: readonly number[] | null
}

const { id, source, sourceKey, batchId, batchRow, personId, subject } = liveRecords
const FIELDS = {
  id,
  source,
  sourceKey,
  batchId,
  row: batchRow,
  personId,
  blockKeys: sql<string | null>`CASE WHEN ${subject} = 'household' THEN ${liveRecords.blockKeys}::text END`,
}

/** The live records behind an id, in the order of the ids; from the first without one, of one source where it is named. */
export async function listExportedRecords(
  conn: Conn,
  page: { after: string | undefined; source: string | undefined; limit: number },
): Promise<readonly ExportedRecord[]> {
  const ofSource = page.source === undefined ? undefined : eq(source, page.source)
  const query = select(FIELDS)
    .from(liveRecords)
    .where(and(gt(id, page.after ?? FIRST_ID), ofSource))
    .orderBy(asc(id))
    .limit(page.limit)
  const rows = await readRows(conn, query)
  return rows.map(({ blockKeys, ...row }) => ({ ...row, familyKeys: blockKeys === null ? null : families(blockKeys) }))
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

function families(blockKeys: string): readonly number[] {
  const keys = blockKeys.length <= 2 ? [] : blockKeys.slice(1, -1).split(',').map(Number)
  return keys.filter((key) => key < FIRST_RULE_KEY)
}

/** The household and village of a person. */
export interface PersonHousehold {
  readonly id: string
  readonly householdId: string | null
  readonly village: string | null
}

export function findPersonHouseholds(conn: Conn, personIds: readonly string[]): Promise<readonly PersonHousehold[]> {
  if (personIds.length === 0) return Promise.resolve([])
  const { golden, householdId } = persons
  return readRows(
    conn,
    select({ id: persons.id, householdId, village: villageOfPerson(golden) })
      .from(persons)
      .where(isAnyOf(persons.id, personIds)),
  )
}
