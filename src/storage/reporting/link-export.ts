import sql, { empty } from 'sql-template-tag'
import { FIRST_RULE_KEY } from '../../domain/linkage/blocking/block-key.js'
import type { Conn } from '../postgres/connection.js'
import { arrayText } from '../postgres/rows.js'

/** A live record as it is exported, and of a row about a house the keys of its families. */
export interface ExportedRecord {
  readonly id: string
  readonly source: string
  readonly sourceKey: string
  readonly batchId: string | null
  readonly row: number
  readonly personId: string | null
  /** Of a row about a house; null of a person's. */
  readonly familyKeys: readonly number[] | null
}

/** The live records behind an id, in the order of the ids; from the first without one, of one source where it is named. */
export async function listExportedRecords(
  conn: Conn,
  { after, source, limit }: { after: string | undefined; source: string | undefined; limit: number },
): Promise<readonly ExportedRecord[]> {
  const ofSource = source === undefined ? empty : sql`AND source_code = ${source}`
  const rows = await conn.read<Omit<ExportedRecord, 'familyKeys'> & { readonly blockKeys: string | null }>(sql`
    SELECT record_id AS id, source_code AS source, source_key AS "sourceKey", batch_id AS "batchId",
      batch_row::float8 AS row, person_id AS "personId",
      CASE WHEN subject = 'household' THEN block_keys::text END AS "blockKeys"
    FROM live_records WHERE record_id > ${after ?? FIRST_ID}::uuid ${ofSource} ORDER BY record_id LIMIT ${limit}`)
  return rows.map(({ blockKeys, ...row }) => ({ ...row, familyKeys: blockKeys === null ? null : families(blockKeys) }))
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

function families(blockKeys: string): readonly number[] {
  const keys = blockKeys.length <= 2 ? [] : blockKeys.slice(1, -1).split(',').map(Number)
  return keys.filter((key) => key < FIRST_RULE_KEY)
}

/** Where a person lives. */
export interface PersonHome {
  readonly id: string
  readonly householdId: string | null
  readonly village: string | null
}

/** The households and villages of persons. */
export function findHomes(conn: Conn, personIds: readonly string[]): Promise<readonly PersonHome[]> {
  if (personIds.length === 0) return Promise.resolve([])
  return conn.read<PersonHome>(sql`
    SELECT person_id AS id, household_id AS "householdId", golden -> 'village_code' ->> 0 AS village
    FROM persons WHERE person_id = ANY (${arrayText(personIds)}::uuid[])`)
}
