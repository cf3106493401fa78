import sql, { join, type Sql } from 'sql-template-tag'
import { createHash } from 'node:crypto'
import type { Conn, Tx } from '../postgres/connection.js'
import { lockJournals } from '../postgres/journal-lock.js'
import { insertRows, type Row, type TableColumns } from '../postgres/rows.js'

/** Who did what to what, and why. `content` holds ids, codes and counts. */
export interface AuditEntry {
  readonly actor: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly reason?: string
  readonly content?: object
}

/** The last row of the chain at some time: kept elsewhere, it shows later that the rows up to it are still there. */
export interface AuditHead {
  readonly number: string
  /** 64 hexadecimal digits. */
  readonly hash: string
}

/** A row of the chain as it is shown. */
export interface AuditRecord {
  readonly number: string
  readonly actor: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly reason: string | null
  readonly content: Readonly<Record<string, unknown>>
  readonly happenedAt: Date
}

/** Which rows; what is left out is of no account. */
export interface AuditFilter {
  readonly actor?: string
  readonly action?: string
  readonly subject?: { readonly kind: string; readonly id?: string }
  readonly from?: Date
  /** Exclusive. */
  readonly until?: Date
}

/** Which rows, the newest first: at most `limit` before a number. */
export interface AuditPage extends AuditFilter {
  readonly before?: string
  readonly limit: number
}

/** How far the chain holds: `broken` is the number of the first row that is not what was written or not there. */
export interface AuditVerdict {
  readonly head: AuditHead | undefined
  readonly broken: string | undefined
}

/** A row as it is hashed: `micros` are microseconds since 1970, `content` the very text that is stored. */
interface AuditRow {
  readonly number: bigint
  readonly actor: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly reason: string | null
  readonly content: string
  readonly micros: string
}

interface StoredRow extends Omit<AuditRow, 'number'> {
  readonly number: string
  readonly previousHash: Buffer
  readonly hash: Buffer
}

const CHAIN = 'registry'
const ROWS_PER_PAGE = 1000
const NO_HASH = Buffer.alloc(32)
const INTO: TableColumns = {
  table: 'audit',
  columns: [
    ['chain', 'text'],
    ['number', 'bigint'],
    ['actor', 'text'],
    ['action', 'text'],
    ['subject_kind', 'text'],
    ['subject_id', 'text'],
    ['reason', 'text'],
    ['content', 'json'],
    ['happened_at', 'timestamptz'],
    ['previous_hash', 'bytea'],
    ['hash', 'bytea'],
  ],
}

/** Adds a row to the end of the chain; until the transaction ends, others who add one wait. */
export function appendAudit(tx: Tx, entry: AuditEntry, at: Date): Promise<void> {
  return appendAudits(tx, [entry], at)
}

/** Adds rows to the end of the chain in their order; until the transaction ends, others who add one wait. */
export async function appendAudits(tx: Tx, entries: readonly AuditEntry[], at: Date): Promise<void> {
  if (entries.length === 0) return
  const [, [last]] = await Promise.all([
    lockJournals(tx),
    tx.read<{ number: string; hash: Buffer }>(
      sql`SELECT number, hash FROM audit WHERE chain = ${CHAIN} ORDER BY number DESC LIMIT 1`,
    ),
  ])
  let previous = last?.hash ?? NO_HASH
  let number = BigInt(last?.number ?? 0)
  const rows: Row[] = []
  for (const entry of entries) {
    number += 1n
    const row = auditRow(entry, number, at)
    const hash = hashOf(row, previous)
    const { actor, action, subjectKind, subjectId, content } = row
    rows.push([CHAIN, number, actor, action, subjectKind, subjectId, entry.reason, content, at, previous, hash])
    previous = hash
  }
  await insertRows(tx, INTO, rows)
}

function auditRow(entry: AuditEntry, number: bigint, at: Date): AuditRow {
  return {
    number,
    actor: entry.actor,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    reason: entry.reason ?? null,
    content: JSON.stringify(entry.content ?? {}),
    micros: String(BigInt(at.getTime()) * 1000n),
  }
}

/** A page of the chain, the newest row first. */
export function listAudit(conn: Conn, page: AuditPage): Promise<readonly AuditRecord[]> {
  return conn.read<AuditRecord>(sql`
    SELECT number, actor, action, subject_kind AS "subjectKind", subject_id AS "subjectId", reason, content,
      happened_at AS "happenedAt"
    FROM audit WHERE ${join(conditionsOf(page), ' AND ')} ORDER BY number DESC LIMIT ${page.limit}`)
}

function conditionsOf({ before, actor, action, subject, from, until }: AuditPage): Sql[] {
  return [
    sql`chain = ${CHAIN}`,
    ...(before === undefined ? [] : [sql`number < ${before}`]),
    ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
    ...(action === undefined ? [] : [sql`action = ${action}`]),
    ...(subject === undefined ? [] : [sql`subject_kind = ${subject.kind}`]),
    ...(subject?.id === undefined ? [] : [sql`subject_id = ${subject.id}`]),
    ...(from === undefined ? [] : [sql`happened_at >= ${from}`]),
    ...(until === undefined ? [] : [sql`happened_at < ${until}`]),
  ]
}

/**
 * Walks the chain from its first row and gives the first one that was changed, removed, moved or put in. Rows cut off at
 * the end, and a chain that was written anew from some row on, show only beside a head that was noted elsewhere when they
 * were there: by itself what is left is a proper chain.
 */
export async function verifyAudit(conn: Conn, known?: AuditHead): Promise<AuditVerdict> {
  let head: AuditHead | undefined
  for (;;) {
    const rows = await page(conn, head?.number ?? '0')
    for (const row of rows) {
      const expected = BigInt(head?.number ?? 0) + 1n
      if (!isNext(row, expected, head) || differs(row, known)) return { head, broken: String(expected) }
      head = { number: row.number, hash: row.hash.toString('hex') }
    }
    if (rows.length < ROWS_PER_PAGE) return { head, broken: missingBehind(head, known) }
  }
}

function isNext(row: StoredRow, expected: bigint, head: AuditHead | undefined): boolean {
  const previous = head === undefined ? NO_HASH : Buffer.from(head.hash, 'hex')
  if (BigInt(row.number) !== expected || !row.previousHash.equals(previous)) return false
  return row.hash.equals(hashOf({ ...row, number: expected }, previous))
}

function differs(row: StoredRow, known: AuditHead | undefined): boolean {
  return known?.number === row.number && known.hash !== row.hash.toString('hex')
}

function missingBehind(head: AuditHead | undefined, known: AuditHead | undefined): string | undefined {
  const last = BigInt(head?.number ?? 0)
  return known !== undefined && BigInt(known.number) > last ? String(last + 1n) : undefined
}

function page(conn: Conn, after: string): Promise<readonly StoredRow[]> {
  return conn.read<StoredRow>(sql`
    SELECT number, actor, action, subject_kind AS "subjectKind", subject_id AS "subjectId", reason, content::text AS content,
      (extract(epoch FROM happened_at) * 1000000)::bigint AS micros, previous_hash AS "previousHash", hash
    FROM audit WHERE chain = ${CHAIN} AND number > ${after} ORDER BY number LIMIT ${ROWS_PER_PAGE}`)
}

/** Each value goes with its length, so that no text can run over into the next column unseen; NULL is no length. */
function hashOf(row: AuditRow, previous: Buffer): Buffer {
  const { number, actor, action, subjectKind, subjectId, reason, content, micros } = row
  const hash = createHash('sha256').update(previous)
  for (const value of [CHAIN, String(number), actor, action, subjectKind, subjectId, reason, content, micros]) {
    hash.update(value === null ? '-' : `${Buffer.byteLength(value)}:${value}`)
  }
  return hash.digest()
}
