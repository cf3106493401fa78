import { and, asc, eq, getTableColumns, isNotNull, isNull, lt } from 'drizzle-orm'
import rawSql from 'sql-template-tag'
import type { AppliedBatch } from '../../domain/registry/records/batches-in-force.js'
import type { BatchReading, ReadingWarning } from '../../domain/registry/records/batch-reading.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { insertInto, isWord, readRow, readRows, select, update, write } from '../postgres/queries.js'
import { type Stored, storedRows } from '../postgres/table-columns.js'
import { type BatchCounts, batches, type BatchRefusal, type BatchState } from './schema.js'

export type { BatchCounts, BatchMode, BatchRefusal, BatchState } from './schema.js'

export const NO_COUNTS: BatchCounts = {
  read: 0,
  accepted: 0,
  unchanged: 0,
  rejected: 0,
  withdrawn: 0,
  linked: 0,
  persons_created: 0,
  conflicts_opened: 0,
}

/** A batch of a source. */
export type Batch = Stored<typeof batches>

const COLUMNS = getTableColumns(batches)
const { id, version, source, mode, reverts, isConfirmed, state, heardAt, appliedAt, finishedAt } = batches
const storedBatches = storedRows(batches)

/** The first number of the lock: each purpose has its own. */
const SOURCE_LOCK = 1001

/** Waits until no other transaction begins, applies or ends a batch of the source. */
export async function lockSource(tx: Tx, sourceCode: string): Promise<void> {
  const [row] = await tx.read<{ number: number }>(rawSql`SELECT hashtext(${sourceCode}) AS number`)
  await tx.lock(SOURCE_LOCK, row?.number ?? 0)
}

/** The next number of the order in which batches and single changes began. */
export async function nextVersion(tx: Tx): Promise<number> {
  const [row] = await tx.writeReturning<{ version: number }>(
    rawSql`SELECT nextval('record_versions')::float8 AS version`,
  )
  if (row === undefined) throw new Error('A sequence returns a number')
  return row.version
}

export type NewBatch = Pick<Batch, 'id' | 'version' | 'source' | 'mode' | 'state' | 'sentBy' | 'startedAt'> &
  Partial<Pick<Batch, 'counts' | 'reverts' | 'receivedAt'>>

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<void> {
  await write(tx, insertInto(batches).values({ counts: NO_COUNTS, heardAt: batch.startedAt, ...batch }))
}

export async function findBatch(conn: Conn, batchId: string): Promise<Batch | undefined> {
  const row = await readRow(conn, select(COLUMNS).from(batches).where(eq(id, batchId)))
  return row === undefined ? undefined : batchesOf([row])[0]
}

/** The batches that are neither completed, refused nor failed, in the order in which they began. */
export async function listUnfinishedBatches(conn: Conn): Promise<readonly Batch[]> {
  return batchesOf(await readRows(conn, select(COLUMNS).from(batches).where(isNull(finishedAt)).orderBy(asc(version))))
}

/** The applied batches of a source in the order in which they began. */
export async function listAppliedBatches(conn: Conn, sourceCode: string): Promise<readonly AppliedBatch[]> {
  const rows = await readRows(
    conn,
    select({ id, version, mode, reverts, isConfirmed })
      .from(batches)
      .where(and(eq(source, sourceCode), isNotNull(appliedAt)))
      .orderBy(asc(version)),
  )
  return rows.map((row) => ({ ...row, reverts: row.reverts ?? undefined }))
}

/** A sign of life with the counts so far; returns false where the batch is no longer being received. */
export async function saveReceived(tx: Tx, batchId: string, counts: BatchCounts, at: Date): Promise<boolean> {
  const touched = await write(tx, update(batches).set({ counts, heardAt: at }).where(isReceiving(batchId)))
  return touched > 0
}

/** Sets the counts of a batch that is not being received any more. */
export async function saveCounts(tx: Tx, batchId: string, counts: BatchCounts): Promise<void> {
  await write(tx, update(batches).set({ counts }).where(eq(id, batchId)))
}

/**
 * Adds what is known only once all rows are stored; in place of the same warning of before, as where a refused batch is
 * confirmed.
 */
export async function addReadingWarning(tx: Tx, batchId: string, warning: ReadingWarning): Promise<void> {
  await tx.write(rawSql`
    UPDATE batches SET reading = jsonb_set(reading, '{warnings}', coalesce((
      SELECT jsonb_agg(w) FROM jsonb_array_elements(reading->'warnings') AS w WHERE w->>'code' <> ${warning.code}), '[]'::jsonb)
      || ${JSON.stringify(warning)}::jsonb)
    WHERE batch_id = ${batchId} AND reading IS NOT NULL`)
}

/**
 * Sets how the file of a batch that is being received was understood, and the area codes of its rows where the source has no
 * scheme yet.
 */
export async function saveReading(
  tx: Tx,
  batchId: string,
  { reading, areaCodes }: { readonly reading: BatchReading; readonly areaCodes: readonly string[] | undefined },
): Promise<void> {
  const read = { reading, ...(areaCodes === undefined ? {} : { areaCodes }) }
  await write(tx, update(batches).set(read).where(isReceiving(batchId)))
}

/** The ids of all batches of a source, whatever became of them. */
export async function listBatchIds(conn: Conn, sourceCode: string): Promise<readonly string[]> {
  const rows = await readRows(conn, select({ id }).from(batches).where(eq(source, sourceCode)))
  return rows.map((row) => row.id)
}

/** All rows of the batch have come; returns false where the batch is no longer being received. */
export async function endReceiving(tx: Tx, batchId: string, at: Date): Promise<boolean> {
  const received = { state: 'linking', receivedAt: at, heardAt: at } as const
  return (await write(tx, update(batches).set(received).where(isReceiving(batchId)))) > 0
}

function isReceiving(batchId: string) {
  return and(eq(id, batchId), isWord(state, 'receiving'))
}

/** Ends a batch without effect, unless it has been applied or has ended already. */
export async function endWithoutEffect(
  tx: Tx,
  batchId: string,
  { state, refusal, at }: { state: 'refused' | 'failed'; refusal: BatchRefusal; at: Date },
): Promise<boolean> {
  const touched = await write(
    tx,
    update(batches)
      .set({ state, refusal, finishedAt: at })
      .where(and(eq(id, batchId), isNull(finishedAt), isNull(appliedAt))),
  )
  return touched > 0
}

/** Lets a refused batch be applied after all. */
export async function confirmRefused(tx: Tx, batchId: string): Promise<void> {
  const confirmed = { state: 'linking', isConfirmed: true, refusal: null, finishedAt: null } as const
  await write(tx, update(batches).set(confirmed).where(eq(id, batchId)))
}

/** The batch has been compared with the live records; `remaining` rows wait to be linked, and without any it is completed. */
export async function saveApplied(
  tx: Tx,
  batchId: string,
  { counts, remaining, at }: { counts: BatchCounts; remaining: number; at: Date },
): Promise<void> {
  const end =
    remaining === 0
      ? ({ state: 'completed', finishedAt: at } as const)
      : ({ state: 'linking', finishedAt: null } as const)
  await write(
    tx,
    update(batches)
      .set({ counts, remaining, appliedAt: at, ...end })
      .where(eq(id, batchId)),
  )
}

/** What a linking pass did for one batch: the rows it took, and how many of them were not withdrawals. */
export interface LinkedShare {
  readonly batchId: string
  readonly taken: number
  readonly linked: number
  readonly personsCreated: number
  readonly conflictsOpened: number
}

/** Adds a pass's share to the counts of a batch; returns whether that completed it. */
export async function addLinked(tx: Tx, share: LinkedShare, at: Date): Promise<boolean> {
  const { batchId, taken, linked, personsCreated, conflictsOpened } = share
  const [row] = await tx.writeReturning<{ state: BatchState }>(rawSql`
    UPDATE batches SET
      counts = counts || jsonb_build_object(
        'linked', (counts->>'linked')::bigint + ${linked}::bigint,
        'persons_created', (counts->>'persons_created')::bigint + ${personsCreated}::bigint,
        'conflicts_opened', (counts->>'conflicts_opened')::bigint + ${conflictsOpened}::bigint),
      remaining = remaining - ${taken}::bigint,
      state = CASE WHEN remaining = ${taken}::bigint THEN 'completed' ELSE state END,
      finished_at = CASE WHEN remaining = ${taken}::bigint THEN ${at}::timestamptz END
    WHERE batch_id = ${batchId} AND state = 'linking' AND ${taken}::bigint > 0 RETURNING state`)
  if (row === undefined && taken > 0) await addLinkedLater(tx, share)
  return row?.state === 'completed'
}

/**
 * A record that was set aside, or that is read in another scheme, is linked after its batch was completed: only the counts
 * change, and no row counts twice.
 */
async function addLinkedLater(tx: Tx, share: LinkedShare): Promise<void> {
  const { batchId, linked, personsCreated, conflictsOpened } = share
  if (linked === 0) return
  await tx.write(rawSql`
    UPDATE batches SET counts = counts || jsonb_build_object(
      'linked', least((counts->>'linked')::bigint + ${linked}::bigint, (counts->>'accepted')::bigint),
      'persons_created', (counts->>'persons_created')::bigint + ${personsCreated}::bigint,
      'conflicts_opened', (counts->>'conflicts_opened')::bigint + ${conflictsOpened}::bigint)
    WHERE batch_id = ${batchId} AND state = 'completed'`)
}

/** The batches being received whose sender has shown no sign of life since a time. */
export function listSilentBatches(conn: Conn, since: Date): Promise<readonly { readonly id: string }[]> {
  return readRows(
    conn,
    select({ id })
      .from(batches)
      .where(and(isNull(finishedAt), isWord(state, 'receiving'), lt(heardAt, since))),
  )
}

function batchesOf(rows: readonly object[]): Batch[] {
  return storedBatches(rows).map((batch) => ({ ...batch, counts: { ...NO_COUNTS, ...batch.counts } }))
}
