import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText, insertRows, replaceRows, type TableColumns } from '../postgres/rows.js'

export type HouseholdState = 'live' | 'merged' | 'split' | 'empty'

/** A household id as it stands. */
export interface StoredHousehold {
  readonly id: string
  readonly version: number
  readonly state: HouseholdState
  readonly successorIds: readonly string[]
  /** The living members, sorted. */
  readonly personIds: readonly string[]
  readonly headId: string | undefined
  /** JSON text. */
  readonly golden: string
  readonly createdAt: Date
  readonly changedAt: Date
}

interface StoredRow {
  readonly household_id: string
  readonly version: number
  readonly state: HouseholdState
  readonly successor_ids: string[]
  readonly person_ids: string[]
  readonly head_id: string | null
  readonly golden: string
  readonly created_at: Date
  readonly changed_at: Date
}

/** The households of these ids, whatever their state; unknown ids are left out. */
export async function findHouseholds(conn: Conn, ids: readonly string[]): Promise<StoredHousehold[]> {
  if (ids.length === 0) return []
  const rows = await conn.read<StoredRow>(sql`
    SELECT household_id, version, state, successor_ids, person_ids, head_id, golden::text AS golden, created_at, changed_at
    FROM households WHERE household_id = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map((row) => ({
    id: row.household_id,
    version: row.version,
    state: row.state,
    successorIds: row.successor_ids,
    personIds: row.person_ids,
    headId: row.head_id ?? undefined,
    golden: row.golden,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }))
}

const COLUMNS: TableColumns = {
  table: 'households',
  columns: [
    ['household_id', 'uuid'],
    ['version', 'int'],
    ['state', 'text'],
    ['successor_ids', 'uuid[]'],
    ['person_ids', 'uuid[]'],
    ['head_id', 'uuid'],
    ['golden', 'json'],
    ['created_at', 'timestamptz'],
    ['changed_at', 'timestamptz'],
  ],
}

/** Writes households anew: rows of these ids that are there already are replaced. `known` are the ids among them that are. */
export async function replaceHouseholds(
  tx: Tx,
  households: readonly StoredHousehold[],
  known: readonly string[],
): Promise<void> {
  await replaceRows(
    tx,
    COLUMNS,
    known,
    households.map((household) => [
      household.id,
      household.version,
      household.state,
      household.successorIds,
      household.personIds,
      household.headId,
      household.golden,
      household.createdAt,
      household.changedAt,
    ]),
  )
}

/** A person and the key of the household that they were found to belong to. */
export interface HouseholdKeyHolder {
  readonly key: string
  readonly personId: string
}

/** Everyone who is held to one of the keys. */
export async function listHouseholdKeyHolders(conn: Conn, keys: readonly string[]): Promise<HouseholdKeyHolder[]> {
  if (keys.length === 0) return []
  const rows = await conn.read<{ household_key: string; person_id: string }>(sql`
    SELECT household_key, person_id FROM household_keys WHERE household_key = ANY (${keys}::text[])`)
  return rows.map((row) => ({ key: row.household_key, personId: row.person_id }))
}

export async function insertHouseholdKeyHolders(tx: Tx, holders: readonly HouseholdKeyHolder[]): Promise<void> {
  await insertRows(
    tx,
    {
      table: 'household_keys',
      columns: [
        ['household_key', 'text'],
        ['person_id', 'uuid'],
      ],
    },
    holders.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, personId }) => [key, personId]),
  )
}

export async function deleteHouseholdKeyHolders(tx: Tx, holders: readonly HouseholdKeyHolder[]): Promise<void> {
  if (holders.length === 0) return
  await tx.write(sql`
    DELETE FROM household_keys
    USING unnest(${holders.map(({ key }) => key)}::text[], ${arrayText(holders.map(({ personId }) => personId))}::uuid[])
      AS gone (household_key, person_id)
    WHERE household_keys.household_key = gone.household_key AND household_keys.person_id = gone.person_id`)
}
