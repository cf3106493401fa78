import sql from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertRows, replaceRows } from '../postgres/rows.js'
import { columnsOf, selectionOf, type Stored, storedRows } from '../postgres/table-columns.js'
import { householdKeys, households, pastHouseholds } from './schema.js'

export type { HouseholdState } from './schema.js'

/** A household id with its members, or its successors once it has ended. */
export type StoredHousehold = Stored<typeof households>

const SELECTION = selectionOf(households)
const COLUMNS = columnsOf(households)
const storedHouseholds = storedRows(households)

/** The households of these ids, whatever their state; unknown ids are left out. */
export async function findHouseholds(conn: Conn, ids: readonly string[]): Promise<StoredHousehold[]> {
  if (ids.length === 0) return []
  return storedHouseholds(
    await conn.read(sql`SELECT ${SELECTION} FROM households WHERE household_id = ANY (${arrayText(ids)}::uuid[])`),
  )
}

/** Writes households in the place of their earlier rows. `known` are the ids among them that have one. */
export async function replaceHouseholds(
  tx: Tx,
  changed: readonly StoredHousehold[],
  known: readonly string[],
): Promise<void> {
  await replaceRows(tx, COLUMNS, known, changed)
}

const PAST = columnsOf(pastHouseholds)

/** Adds which person belonged to which household. */
export async function insertPastHouseholds(tx: Tx, past: readonly Stored<typeof pastHouseholds>[]): Promise<void> {
  await insertRows(tx, PAST, past)
}

/** A person and the key of their household. */
export type HouseholdKeyHolder = Stored<typeof householdKeys>

const KEY_SELECTION = selectionOf(householdKeys)
const KEY_COLUMNS = columnsOf(householdKeys)

/** All persons under any of the keys. */
export async function listHouseholdKeyHolders(
  conn: Conn,
  keys: readonly string[],
): Promise<readonly HouseholdKeyHolder[]> {
  if (keys.length === 0) return []
  return conn.read(sql`SELECT ${KEY_SELECTION} FROM household_keys WHERE household_key = ANY (${keys}::text[])`)
}

export async function insertHouseholdKeyHolders(tx: Tx, holders: readonly HouseholdKeyHolder[]): Promise<void> {
  await insertRows(
    tx,
    KEY_COLUMNS,
    holders.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
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
