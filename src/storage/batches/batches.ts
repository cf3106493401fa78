import sql, { raw } from 'sql-template-tag'
import type { Conn, Tx } from '../postgres/connection.js'

export type BatchMode = 'snapshot' | 'delta'
export type BatchState = 'receiving' | 'linking' | 'completed' | 'refused' | 'failed'

/** Rows of a delivery; read = accepted + unchanged + rejected at every moment. */
export interface BatchCounts {
  readonly read: number
  readonly accepted: number
  readonly unchanged: number
  readonly rejected: number
  readonly withdrawn: number
  readonly linked: number
  readonly persons_created: number
  readonly conflicts_opened: number
}

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

/** Why a delivery has no effect: a code with what belongs to it, without any value of a row. */
export interface BatchRefusal {
  readonly code: string
  readonly [detail: string]: unknown
}

/** One delivery of a source. */
export interface Batch {
  readonly id: string
  readonly version: number
  readonly source: string
  readonly mode: BatchMode
  readonly state: BatchState
  readonly counts: BatchCounts
  readonly remaining: number
  readonly refusal: BatchRefusal | undefined
  readonly reverts: string | undefined
  readonly isConfirmed: boolean
  readonly sentBy: string
  readonly startedAt: Date
  readonly heardAt: Date
  readonly receivedAt: Date | undefined
  readonly appliedAt: Date | undefined
  readonly finishedAt: Date | undefined
}

type StoredBatch = {
  readonly [Field in keyof Batch]: undefined extends Batch[Field]
    ? Exclude<Batch[Field], undefined> | null
    : Batch[Field]
}

const COLUMNS = raw(
  'batch_id AS id, version::float8 AS version, source_code AS source, mode, state, counts, ' +
    'remaining::float8 AS remaining, refusal, reverts, is_confirmed AS "isConfirmed", sent_by AS "sentBy", ' +
    'started_at AS "startedAt", heard_at AS "heardAt", received_at AS "receivedAt", applied_at AS "appliedAt", ' +
    'finished_at AS "finishedAt"',
)

/** The locks of the use cases are told apart by their first number. */
const SOURCE_LOCK = 1001

/** Waits until no other transaction begins, applies or ends a delivery of the source. */
export async function lockSource(tx: Tx, sourceCode: string): Promise<void> {
  const [row] = await tx.read<{ number: number }>(sql`SELECT hashtext(${sourceCode}) AS number`)
  await tx.lock(SOURCE_LOCK, row?.number ?? 0)
}

/** The next number of the order in which deliveries and single changes began. */
export async function nextVersion(tx: Tx): Promise<number> {
  const [row] = await tx.writeReturning<{ version: number }>(sql`SELECT nextval('record_versions')::float8 AS version`)
  if (row === undefined) throw new Error('A sequence gives a number')
  return row.version
}

export type NewBatch = Pick<Batch, 'id' | 'version' | 'source' | 'mode' | 'state' | 'sentBy' | 'startedAt'> &
  Partial<Pick<Batch, 'counts' | 'reverts' | 'receivedAt'>>

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<void> {
  const { id, version, source, mode, state, sentBy, startedAt, counts = NO_COUNTS } = batch
  await tx.write(sql`
    INSERT INTO batches
      (batch_id, version, source_code, mode, state, counts, reverts, sent_by, started_at, heard_at, received_at)
    VALUES (${id}, ${version}, ${source}, ${mode}, ${state}, ${JSON.stringify(counts)}, ${batch.reverts}, ${sentBy},
      ${startedAt}, ${startedAt}, ${batch.receivedAt})`)
}

export async function findBatch(conn: Conn, id: string): Promise<Batch | undefined> {
  const [row] = await conn.read<StoredBatch>(sql`SELECT ${COLUMNS} FROM batches WHERE batch_id = ${id}`)
  return row === undefined ? undefined : batchOf(row)
}

/** The deliveries that are neither completed, refused nor failed, in the order in which they began. */
export async function listUnfinishedBatches(conn: Conn): Promise<readonly Batch[]> {
  const rows = await conn.read<StoredBatch>(
    sql`SELECT ${COLUMNS} FROM batches WHERE finished_at IS NULL ORDER BY version`,
  )
  return rows.map(batchOf)
}

/** The applied deliveries of a source in the order in which they began. */
export async function listAppliedBatches(
  conn: Conn,
  sourceCode: string,
): Promise<readonly { readonly id: string; readonly version: number }[]> {
  return conn.read(sql`
    SELECT batch_id AS id, version::float8 AS version FROM batches
    WHERE source_code = ${sourceCode} AND applied_at IS NOT NULL ORDER BY version`)
}

/** A sign of life with the counts so far; gives false where the delivery is no longer being received. */
export async function saveReceived(tx: Tx, id: string, counts: BatchCounts, at: Date): Promise<boolean> {
  const touched = await tx.write(sql`
    UPDATE batches SET counts = ${JSON.stringify(counts)}, heard_at = ${at}
    WHERE batch_id = ${id} AND state = 'receiving'`)
  return touched > 0
}

/** Sets the counts of a delivery that is not being received any more. */
export async function saveCounts(tx: Tx, id: string, counts: BatchCounts): Promise<void> {
  await tx.write(sql`UPDATE batches SET counts = ${JSON.stringify(counts)} WHERE batch_id = ${id}`)
}

/** The list has come to its end; gives false where the delivery is no longer being received. */
export async function endReceiving(tx: Tx, id: string, at: Date): Promise<boolean> {
  const touched = await tx.write(sql`
    UPDATE batches SET state = 'linking', received_at = ${at}, heard_at = ${at}
    WHERE batch_id = ${id} AND state = 'receiving'`)
  return touched > 0
}

/** Ends a delivery without effect, unless it has been applied or has ended already. */
export async function endWithoutEffect(
  tx: Tx,
  id: string,
  { state, refusal, at }: { state: 'refused' | 'failed'; refusal: BatchRefusal; at: Date },
): Promise<boolean> {
  const touched = await tx.write(sql`
    UPDATE batches SET state = ${state}, refusal = ${JSON.stringify(refusal)}, finished_at = ${at}
    WHERE batch_id = ${id} AND finished_at IS NULL AND applied_at IS NULL`)
  return touched > 0
}

/** Lets a refused delivery be applied after all. */
export async function confirmRefused(tx: Tx, id: string): Promise<void> {
  await tx.write(sql`
    UPDATE batches SET state = 'linking', is_confirmed = true, refusal = NULL, finished_at = NULL WHERE batch_id = ${id}`)
}

/** The delivery has been compared with what is live; `remaining` rows wait to be linked, and without any it is completed. */
export async function saveApplied(
  tx: Tx,
  id: string,
  { counts, remaining, at }: { counts: BatchCounts; remaining: number; at: Date },
): Promise<void> {
  await tx.write(sql`
    UPDATE batches SET counts = ${JSON.stringify(counts)}, remaining = ${remaining}, applied_at = ${at},
      state = ${remaining === 0 ? 'completed' : 'linking'}, finished_at = ${remaining === 0 ? at : undefined}
    WHERE batch_id = ${id}`)
}

/** What a linking pass did for one delivery: the rows it took, and how many of them were not withdrawals. */
export interface LinkedShare {
  readonly batchId: string
  readonly taken: number
  readonly linked: number
  readonly personsCreated: number
  readonly conflictsOpened: number
}

/** Adds a pass's share to the counts of a delivery; gives whether that completed it. */
export async function addLinked(tx: Tx, share: LinkedShare, at: Date): Promise<boolean> {
  const { batchId, taken, linked, personsCreated, conflictsOpened } = share
  const [row] = await tx.writeReturning<{ state: BatchState }>(sql`
    UPDATE batches SET
      counts = counts || jsonb_build_object(
        'linked', (counts->>'linked')::bigint + ${linked}::bigint,
        'persons_created', (counts->>'persons_created')::bigint + ${personsCreated}::bigint,
        'conflicts_opened', (counts->>'conflicts_opened')::bigint + ${conflictsOpened}::bigint),
      remaining = remaining - ${taken}::bigint,
      state = CASE WHEN remaining = ${taken}::bigint THEN 'completed' ELSE state END,
      finished_at = CASE WHEN remaining = ${taken}::bigint THEN ${at}::timestamptz END
    WHERE batch_id = ${batchId} AND state = 'linking' AND ${taken}::bigint > 0 RETURNING state`)
  return row?.state === 'completed'
}

/** Of deliveries that are being received, those that nothing was heard of since a time. */
export function listSilentBatches(conn: Conn, since: Date): Promise<readonly { readonly id: string }[]> {
  return conn.read(sql`
    SELECT batch_id AS id FROM batches WHERE finished_at IS NULL AND state = 'receiving' AND heard_at < ${since}`)
}

function batchOf(row: StoredBatch): Batch {
  return {
    ...row,
    counts: { ...NO_COUNTS, ...row.counts },
    refusal: row.refusal ?? undefined,
    reverts: row.reverts ?? undefined,
    receivedAt: row.receivedAt ?? undefined,
    appliedAt: row.appliedAt ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
  }
}
