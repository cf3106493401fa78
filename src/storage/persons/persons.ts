import sql from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertRows, replaceRows } from '../postgres/rows.js'
import { columnsOf, selectionOf, type Stored, storedRows } from '../postgres/table-columns.js'
import { pastMemberships, persons } from './schema.js'

export type { PersonState } from './schema.js'

/** A person id with its records, or its successors once it has ended. */
export type StoredPerson = Stored<typeof persons>

const SELECTION = selectionOf(persons)
const COLUMNS = columnsOf(persons)
const storedPersons = storedRows(persons)

/** The persons of these ids, whatever their state; unknown ids are left out. */
export async function findPersons(conn: Conn, ids: readonly string[]): Promise<StoredPerson[]> {
  if (ids.length === 0) return []
  return storedPersons(
    await conn.read(sql`SELECT ${SELECTION} FROM persons WHERE person_id = ANY (${arrayText(ids)}::uuid[])`),
  )
}

/** Writes persons in the place of their earlier rows. `known` are the ids among them that have one. */
export async function replacePersons(
  tx: Tx,
  changed: readonly StoredPerson[],
  known: readonly string[],
): Promise<void> {
  await replaceRows(tx, COLUMNS, known, changed)
}

/** A membership that has ended: of a record in a person, or of a person in a household. */
export type PastMembership = Stored<typeof pastMemberships>

const PAST = columnsOf(pastMemberships)

/** Adds which record belonged to which person. */
export async function insertPastMemberships(tx: Tx, past: readonly PastMembership[]): Promise<void> {
  await insertRows(tx, PAST, past)
}
