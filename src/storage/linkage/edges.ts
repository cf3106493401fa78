import sql from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText, insertRows, type TableColumns } from '../postgres/rows.js'

/** A scored pair seen from one of its records; `grade` is its number in GRADES. */
export interface StoredEdge {
  readonly recordId: string
  readonly otherId: string
  /** Bits. */
  readonly weight: number
  readonly grade: number
}

/** The edges of these records, each as seen from them. */
export async function listEdges(conn: Conn, ids: readonly string[]): Promise<StoredEdge[]> {
  if (ids.length === 0) return []
  const rows = await conn.read<{ record_id: string; other_id: string; weight: number; grade: number }>(sql`
    SELECT record_id, other_id, weight, grade FROM edges WHERE record_id = ANY (${arrayText(ids)}::uuid[])`)
  return rows.map((row) => ({
    recordId: row.record_id,
    otherId: row.other_id,
    weight: row.weight,
    grade: row.grade,
  }))
}

const COLUMNS: TableColumns = {
  table: 'edges',
  columns: [
    ['record_id', 'uuid'],
    ['other_id', 'uuid'],
    ['weight', 'float8'],
    ['grade', 'smallint'],
  ],
}

/** Writes each edge from both of its sides. */
export async function insertEdges(tx: Tx, edges: readonly StoredEdge[]): Promise<void> {
  const rows = edges.flatMap(({ recordId, otherId, weight, grade }) => [
    [recordId, otherId, weight, grade] as const,
    [otherId, recordId, weight, grade] as const,
  ])
  await insertRows(
    tx,
    COLUMNS,
    rows.sort((a, b) => (a[0] < b[0] ? -1 : 1)),
  )
}

/** Removes each edge from both of its sides. */
export async function deleteEdges(tx: Tx, edges: readonly Pick<StoredEdge, 'recordId' | 'otherId'>[]): Promise<void> {
  if (edges.length === 0) return
  const ids = arrayText(edges.flatMap(({ recordId, otherId }) => [recordId, otherId]))
  const others = arrayText(edges.flatMap(({ recordId, otherId }) => [otherId, recordId]))
  await tx.write(sql`
    DELETE FROM edges USING unnest(${ids}::uuid[], ${others}::uuid[]) AS gone (record_id, other_id)
    WHERE edges.record_id = gone.record_id AND edges.other_id = gone.other_id`)
}
