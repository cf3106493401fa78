import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import type { Conn, Tx } from '../postgres/connection.js'
import { lockJournals } from '../postgres/journal-lock.js'
import { readRows, select, statementOf } from '../postgres/queries.js'
import { insertRows } from '../postgres/rows.js'
import { columnsOf, type Written } from '../postgres/table-columns.js'
import { audit } from './schema.js'

/** An action, its actor and subject, and the reason. `content` holds ids, codes and counts. */
export interface AuditEntry {
  readonly actor: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly reason?: string
  readonly content?: object
}

/** The last row of the chain at some time: noted elsewhere, it proves later that the rows up to it are still there. */
export interface AuditHead {
  readonly number: string
  /** 64 hexadecimal digits. */
  readonly hash: string
}

type StoredRow = (typeof audit)['$inferSelect']

/** A row of the chain without its hashes. */
export interface AuditRecord extends Readonly<Omit<StoredRow, 'chain' | 'content' | 'previousHash' | 'hash'>> {
  readonly content: Readonly<Record<string, unknown>>
}

/** What rows are about; of a person also those that showed it among others. */
export interface Subject {
  readonly kind: string
  readonly id?: string
}

/** Which rows; what is left out does not narrow them. */
export interface AuditFilter {
  readonly actor?: string
  readonly action?: string
  readonly subject?: Subject
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

/** The columns of a row that its hash covers. */
interface HashedRow extends Pick<
  StoredRow,
  'actor' | 'action' | 'subjectKind' | 'subjectId' | 'reason' | 'content' | 'number'
> {
  /** Microseconds since 1970. */
  readonly micros: string
}

const CHAIN = 'registry'
const ROWS_PER_PAGE = 1000
const NO_HASH = Buffer.alloc(32)
const COLUMNS = columnsOf(audit)
const { number, actor, action, subjectKind, subjectId, reason, content, happenedAt, previousHash, hash } = audit
const SHOWN = { number, actor, action, subjectKind, subjectId, reason, content, happenedAt }

/** Built once: every single change appends to the audit. */
const LAST = statementOf(
  select({ number, hash }).from(audit).where(eq(audit.chain, CHAIN)).orderBy(desc(number)).limit(1),
)

/** The last row of the chain; undefined for an empty one. */
export async function findAuditHead(conn: Conn): Promise<AuditHead | undefined> {
  return headOf(await conn.read<Pick<StoredRow, 'number' | 'hash'>>(LAST))
}

/** The row of a number, as a head of before is noted. */
export async function findAuditRow(conn: Conn, at: string): Promise<AuditHead | undefined> {
  return headOf(
    await readRows(
      conn,
      select({ number, hash })
        .from(audit)
        .where(and(eq(audit.chain, CHAIN), eq(number, at))),
    ),
  )
}

function headOf([row]: readonly Pick<StoredRow, 'number' | 'hash'>[]): AuditHead | undefined {
  return row === undefined ? undefined : { number: row.number, hash: row.hash.toString('hex') }
}

/** Adds a row to the end of the chain; until the transaction ends, others who add one wait. */
export function appendAudit(tx: Tx, entry: AuditEntry, at: Date): Promise<void> {
  return appendAudits(tx, [entry], at)
}

/** Adds rows to the end of the chain in their order; until the transaction ends, others who add one wait. */
export async function appendAudits(tx: Tx, entries: readonly AuditEntry[], at: Date): Promise<void> {
  if (entries.length === 0) return
  const [, [last]] = await Promise.all([lockJournals(tx), tx.read<Pick<StoredRow, 'number' | 'hash'>>(LAST)])
  let previous = last?.hash ?? NO_HASH
  let number = BigInt(last?.number ?? 0)
  const rows: Written<typeof audit>[] = []
  for (const entry of entries) {
    number += 1n
    const { micros, ...row } = hashedRow(entry, String(number), at)
    const next = hashOf({ ...row, micros }, previous)
    rows.push({ ...row, chain: CHAIN, happenedAt: at, previousHash: previous, hash: next })
    previous = next
  }
  await insertRows(tx, COLUMNS, rows)
}

function hashedRow(entry: AuditEntry, number: string, at: Date): HashedRow {
  const { actor, action, subjectKind, subjectId, reason = null, content = {} } = entry
  const micros = String(BigInt(at.getTime()) * 1000n)
  return { number, actor, action, subjectKind, subjectId, reason, content: JSON.stringify(content), micros }
}

/** A page of the chain, the newest row first. */
export function listAudit(conn: Conn, page: AuditPage): Promise<readonly AuditRecord[]> {
  const { before, actor, action, subject, from, until, limit } = page
  const content = sql<Readonly<Record<string, unknown>>>`${audit.content}`
  return readRows(
    conn,
    select({ ...SHOWN, content })
      .from(audit)
      .where(
        and(
          eq(audit.chain, CHAIN),
          before === undefined ? undefined : lt(audit.number, before),
          actor === undefined ? undefined : eq(audit.actor, actor),
          action === undefined ? undefined : eq(audit.action, action),
          subject === undefined ? undefined : concerns(subject),
          from === undefined ? undefined : gte(audit.happenedAt, from),
          until === undefined ? undefined : lt(audit.happenedAt, until),
        ),
      )
      .orderBy(desc(audit.number))
      .limit(limit),
  )
}

/** The subject of a row is the one asked for; a person may also be among those that the row says were shown. */
function concerns({ kind, id }: Subject): SQL | undefined {
  const ofKind = eq(audit.subjectKind, kind)
  if (id === undefined) return ofKind
  const isSubject = and(ofKind, eq(audit.subjectId, id))
  return kind === 'person' ? sql`${audit.number} IN (${numbersOfPerson(id)})` : isSubject
}

/** Two look-ups by index instead of one OR, which the planner may answer by reading the whole log from its end. */
function numbersOfPerson(id: string): SQL {
  return sql`
    SELECT subject.number FROM audit subject WHERE subject.subject_kind = 'person' AND subject.subject_id = ${id}
    UNION ALL
    SELECT shown.number FROM audit shown
    WHERE shown.content::text LIKE '%"persons":[%' AND ((shown.content -> 'persons')::jsonb) @> ${JSON.stringify([id])}::jsonb`
}

/**
 * Walks the chain from its first row and returns the first one that was changed, removed, moved or inserted. Rows cut off at
 * the end, and a chain that was rewritten from some row on, are found only by comparison with a head that was noted elsewhere
 * earlier: by itself the rest is a valid chain.
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

type ChainRow = HashedRow & Pick<StoredRow, 'previousHash' | 'hash'>

function isNext(row: ChainRow, expected: bigint, head: AuditHead | undefined): boolean {
  const previous = head === undefined ? NO_HASH : Buffer.from(head.hash, 'hex')
  if (BigInt(row.number) !== expected || !row.previousHash.equals(previous)) return false
  return row.hash.equals(hashOf(row, previous))
}

function differs(row: ChainRow, known: AuditHead | undefined): boolean {
  return known?.number === row.number && known.hash !== row.hash.toString('hex')
}

function missingBehind(head: AuditHead | undefined, known: AuditHead | undefined): string | undefined {
  const last = BigInt(head?.number ?? 0)
  return known !== undefined && BigInt(known.number) > last ? String(last + 1n) : undefined
}

function page(conn: Conn, after: string): Promise<readonly ChainRow[]> {
  const micros = sql<string>`(extract(epoch FROM ${audit.happenedAt}) * 1000000)::bigint`
  return readRows(
    conn,
    select({ ...SHOWN, micros, previousHash, hash })
      .from(audit)
      .where(and(eq(audit.chain, CHAIN), gt(audit.number, after)))
      .orderBy(asc(audit.number))
      .limit(ROWS_PER_PAGE),
  )
}

/** Each value is hashed with its length, so that no text can run over into the next column; NULL has no length. */
function hashOf(row: HashedRow, previous: Buffer): Buffer {
  const { number, actor, action, subjectKind, subjectId, reason, content, micros } = row
  const digest = createHash('sha256').update(previous)
  for (const value of [CHAIN, number, actor, action, subjectKind, subjectId, reason, content, micros]) {
    digest.update(value === null ? '-' : `${Buffer.byteLength(value)}:${value}`)
  }
  return digest.digest()
}
