import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import rawSql from 'sql-template-tag'
import {
  type JudgementRow,
  type LiveJudgements,
  liveJudgements,
  liveRows,
} from '../../domain/registry/judgements/judgement.js'
import { arrayText } from '../postgres/column-types.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { readRow, readRows, select } from '../postgres/queries.js'
import { insertRows } from '../postgres/rows.js'
import { columnsOf, selectionOf } from '../postgres/table-columns.js'
import { judgementRecords, judgements } from './schema.js'

type StoredRow = (typeof judgements)['$inferSelect']

/** A judgement with its author, time and reason. */
export interface StoredJudgement extends JudgementRow, Readonly<Pick<StoredRow, 'reason' | 'judgedBy' | 'judgedAt'>> {
  readonly conflictId?: string
}

/** A page of judgements, the newest first, behind one of them. */
export interface JudgementPage {
  readonly after?: { readonly judgedAt: Date; readonly id: string }
  readonly conflictId?: string
  readonly limit: number
}

const JUDGEMENTS = 0x6a646765
const ALL = 0
const FIELDS = getTableColumns(judgements)
const SELECTION = selectionOf(judgements)
const COLUMNS = columnsOf(judgements)
const RECORD_COLUMNS = columnsOf(judgementRecords)

/** One transaction at a time judges: of two judgements on one matter, the second must see the first to supersede it. */
export function lockJudgements(tx: Tx): Promise<void> {
  return tx.lock(JUDGEMENTS, ALL)
}

/**
 * Adds a judgement. `bearsOn` are the records under which it is found: its own, and those of the judgements that it
 * supersedes or, as a reversal, brings back.
 */
export async function insertJudgement(tx: Tx, judgement: StoredJudgement, bearsOn: readonly string[]): Promise<void> {
  const { id, field, value, conflictId } = judgement
  await insertRows(tx, COLUMNS, [{ ...judgement, field, value, conflictId }])
  await insertRows(
    tx,
    RECORD_COLUMNS,
    bearsOn.map((recordId) => ({ recordId, judgementId: id })),
  )
}

/** Every judgement, live or not, that bears on any of these records, the oldest first. */
export async function judgementsOf(conn: Conn, recordIds: readonly string[]): Promise<readonly StoredJudgement[]> {
  if (recordIds.length === 0) return []
  const found = await conn.read<{ id: string }>(rawSql`
    SELECT DISTINCT judgement_id AS id FROM judgement_records WHERE record_id = ANY (${arrayText(recordIds)}::uuid[])`)
  if (found.length === 0) return []
  const rows = await conn.read<StoredRow>(rawSql`
    SELECT ${SELECTION} FROM judgements WHERE judgement_id = ANY (${arrayText(found.map(({ id }) => id))}::uuid[])
    ORDER BY judged_at, judgement_id`)
  return rows.map(storedJudgement)
}

/** The live judgements on any of these records. */
export async function liveJudgementsOf(conn: Conn, recordIds: readonly string[]): Promise<LiveJudgements> {
  const { pairs, values, households } = liveJudgements(await judgementsOf(conn, recordIds))
  const requested = new Set(recordIds)
  const isOnOne = ({ records }: { readonly records: readonly string[] }): boolean =>
    records.some((record) => requested.has(record))
  return { pairs: pairs.filter(isOnOne), values: values.filter(isOnOne), households: households.filter(isOnOne) }
}

/** The ids of these conflicts that have a live judgement. */
export async function findJudgedConflicts(conn: Conn, conflictIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (conflictIds.length === 0) return new Set()
  const rows = await conn.read<Pick<StoredRow, 'records'>>(rawSql`
    SELECT record_ids AS records FROM judgements WHERE conflict_id = ANY (${arrayText(conflictIds)}::uuid[])`)
  const live = liveRows(await judgementsOf(conn, [...new Set(rows.flatMap(({ records }) => records))]))
  const requested = new Set(conflictIds)
  return new Set(
    live.flatMap(({ conflictId }) => (conflictId !== undefined && requested.has(conflictId) ? conflictId : [])),
  )
}

/** One judgement by its id, undefined when there is none. */
export async function findJudgement(conn: Conn, id: string): Promise<StoredJudgement | undefined> {
  const row = await readRow(conn, select(FIELDS).from(judgements).where(eq(judgements.id, id)))
  return row === undefined ? undefined : storedJudgement(row)
}

/** A page of judgements, reversals included, the newest first; of one conflict where it is named. */
export async function listJudgements(conn: Conn, page: JudgementPage): Promise<readonly StoredJudgement[]> {
  const { after, conflictId, limit } = page
  const { judgedAt, id } = judgements
  const behind = after && sql`(${judgedAt}, ${id}) < (${after.judgedAt}, ${after.id})`
  const ofConflict = conflictId === undefined ? undefined : eq(judgements.conflictId, conflictId)
  const query = select(FIELDS)
    .from(judgements)
    .where(and(behind, ofConflict))
    .orderBy(desc(judgedAt), desc(id))
    .limit(limit)
  return (await readRows(conn, query)).map(storedJudgement)
}

function storedJudgement({ field, value, conflictId, ...row }: StoredRow): StoredJudgement {
  return {
    ...row,
    ...(field === null ? {} : { field }),
    ...(value === null ? {} : { value }),
    ...(conflictId === null ? {} : { conflictId }),
  }
}
