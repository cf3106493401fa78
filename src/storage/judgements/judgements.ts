import sql, { empty } from 'sql-template-tag'
import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import {
  type JudgementRow,
  type JudgementSubject,
  type LiveJudgements,
  liveJudgements,
  liveRows,
  type Verdict,
} from '../../domain/registry/judgements/judgement.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { arrayText, insertRows, type TableColumns } from '../postgres/rows.js'

/** A judgement with who gave it, when and why. */
export interface StoredJudgement extends JudgementRow {
  readonly conflictId?: string
  readonly reason: string
  readonly judgedBy: string
  readonly judgedAt: Date
}

/** Where a page of judgements, the newest first, goes on: behind this one. */
export interface JudgementPage {
  readonly after?: { readonly judgedAt: Date; readonly id: string }
  readonly conflictId?: string
  readonly limit: number
}

interface StoredRow {
  readonly id: string
  readonly subject: JudgementSubject
  readonly verdict: Verdict
  readonly records: readonly string[]
  readonly field: GoldenField | null
  readonly value: string | null
  readonly conflictId: string | null
  readonly supersedes: readonly string[]
  readonly basis: string
  readonly reason: string
  readonly judgedBy: string
  readonly judgedAt: Date
}

const JUDGEMENTS = 0x6a646765
const ALL = 0
const COLUMNS = sql`judgement_id AS id, subject, verdict, record_ids AS records, field, value, conflict_id AS "conflictId",
  superseded_ids AS supersedes, basis, reason, judged_by AS "judgedBy", judged_at AS "judgedAt"`

const INTO: TableColumns = {
  table: 'judgements',
  columns: [
    ['judgement_id', 'uuid'],
    ['subject', 'text'],
    ['verdict', 'text'],
    ['record_ids', 'uuid[]'],
    ['field', 'text'],
    ['value', 'text'],
    ['conflict_id', 'uuid'],
    ['superseded_ids', 'uuid[]'],
    ['basis', 'text'],
    ['reason', 'text'],
    ['judged_by', 'text'],
    ['judged_at', 'timestamptz'],
  ],
}

const INTO_RECORDS: TableColumns = {
  table: 'judgement_records',
  columns: [
    ['record_id', 'uuid'],
    ['judgement_id', 'uuid'],
  ],
}

/** Lets one transaction at a time judge: of two verdicts on one question, the second must see the first to supersede it. */
export function lockJudgements(tx: Tx): Promise<void> {
  return tx.lock(JUDGEMENTS, ALL)
}

/**
 * Adds a judgement. `bearsOn` are the records under which it is found: its own, and those of the judgements that it
 * supersedes or, as a reversal, brings back.
 */
export async function insertJudgement(tx: Tx, judgement: StoredJudgement, bearsOn: readonly string[]): Promise<void> {
  const { id, subject, verdict, records, field, value, conflictId, supersedes, basis } = judgement
  const { reason, judgedBy, judgedAt } = judgement
  const about = [id, subject, verdict, records, field, value, conflictId, supersedes]
  await insertRows(tx, INTO, [[...about, basis, reason, judgedBy, judgedAt]])
  await insertRows(
    tx,
    INTO_RECORDS,
    bearsOn.map((record) => [record, id]),
  )
}

/** Every judgement, live or not, that bears on any of these records, the oldest first. */
export async function judgementsOf(conn: Conn, recordIds: readonly string[]): Promise<readonly StoredJudgement[]> {
  if (recordIds.length === 0) return []
  const found = await conn.read<{ id: string }>(sql`
    SELECT DISTINCT judgement_id AS id FROM judgement_records WHERE record_id = ANY (${arrayText(recordIds)}::uuid[])`)
  if (found.length === 0) return []
  const rows = await conn.read<StoredRow>(sql`
    SELECT ${COLUMNS} FROM judgements WHERE judgement_id = ANY (${arrayText(found.map(({ id }) => id))}::uuid[])
    ORDER BY judged_at, judgement_id`)
  return rows.map(storedJudgement)
}

/** The judgements that hold and speak of any of these records. */
export async function liveJudgementsOf(conn: Conn, recordIds: readonly string[]): Promise<LiveJudgements> {
  const { pairs, values, households } = liveJudgements(await judgementsOf(conn, recordIds))
  const asked = new Set(recordIds)
  const speaks = ({ records }: { readonly records: readonly string[] }): boolean =>
    records.some((record) => asked.has(record))
  return { pairs: pairs.filter(speaks), values: values.filter(speaks), households: households.filter(speaks) }
}

/** Those of the conflicts on which a judgement was given that holds. */
export async function findJudgedConflicts(conn: Conn, conflictIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (conflictIds.length === 0) return new Set()
  const rows = await conn.read<Pick<StoredRow, 'records'>>(sql`
    SELECT record_ids AS records FROM judgements WHERE conflict_id = ANY (${arrayText(conflictIds)}::uuid[])`)
  const live = liveRows(await judgementsOf(conn, [...new Set(rows.flatMap(({ records }) => records))]))
  const asked = new Set(conflictIds)
  return new Set(
    live.flatMap(({ conflictId }) => (conflictId !== undefined && asked.has(conflictId) ? conflictId : [])),
  )
}

/** One judgement by its id, undefined when there is none. */
export async function findJudgement(conn: Conn, id: string): Promise<StoredJudgement | undefined> {
  const [row] = await conn.read<StoredRow>(sql`SELECT ${COLUMNS} FROM judgements WHERE judgement_id = ${id}`)
  return row === undefined ? undefined : storedJudgement(row)
}

/** A page of judgements, reversals included, the newest first; of one conflict where it is named. */
export async function listJudgements(conn: Conn, page: JudgementPage): Promise<readonly StoredJudgement[]> {
  const { after, conflictId, limit } = page
  const behind = after === undefined ? empty : sql`AND (judged_at, judgement_id) < (${after.judgedAt}, ${after.id})`
  const ofConflict = conflictId === undefined ? empty : sql`AND conflict_id = ${conflictId}`
  const rows = await conn.read<StoredRow>(sql`
    SELECT ${COLUMNS} FROM judgements WHERE true ${behind} ${ofConflict}
    ORDER BY judged_at DESC, judgement_id DESC LIMIT ${limit}`)
  return rows.map(storedJudgement)
}

function storedJudgement({ field, value, conflictId, ...row }: StoredRow): StoredJudgement {
  return {
    ...row,
    ...(field === null ? {} : { field }),
    ...(value === null ? {} : { value }),
    ...(conflictId === null ? {} : { conflictId }),
  }
}
