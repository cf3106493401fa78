import sql from 'sql-template-tag'
import { arrayText } from '../postgres/column-types.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertRows } from '../postgres/rows.js'
import { columnsOf, selectionOf, type Stored } from '../postgres/table-columns.js'
import { edges } from './schema.js'

/** A scored pair as seen from one of its records. */
export type StoredEdge = Stored<typeof edges>

const SELECTION = selectionOf(edges)
const COLUMNS = columnsOf(edges)

/** The edges of these records, each as seen from them. */
export async function listEdges(conn: Conn, ids: readonly string[]): Promise<readonly StoredEdge[]> {
  if (ids.length === 0) return []
  return conn.read(sql`SELECT ${SELECTION} FROM edges WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
}

/** Writes each edge from both of its sides. */
export async function insertEdges(tx: Tx, added: readonly StoredEdge[]): Promise<void> {
  const rows = added.flatMap(({ recordId, otherId, weight, grade }) => [
    { recordId, otherId, weight, grade },
    { recordId: otherId, otherId: recordId, weight, grade },
  ])
  await insertRows(
    tx,
    COLUMNS,
    rows.sort((a, b) => (a.recordId < b.recordId ? -1 : 1)),
  )
}

/** Removes each edge from both of its sides. */
export async function deleteEdges(tx: Tx, removed: readonly Pick<StoredEdge, 'recordId' | 'otherId'>[]): Promise<void> {
  if (removed.length === 0) return
  const ids = arrayText(removed.flatMap(({ recordId, otherId }) => [recordId, otherId]))
  const others = arrayText(removed.flatMap(({ recordId, otherId }) => [otherId, recordId]))
  await tx.write(sql`
    DELETE FROM edges USING unnest(${ids}::uuid[], ${others}::uuid[]) AS gone (record_id, other_id)
    WHERE edges.record_id = gone.record_id AND edges.other_id = gone.other_id`)
}
