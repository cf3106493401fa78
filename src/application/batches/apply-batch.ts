import { appendAudit } from '../../storage/access/audit.js'
import {
  type Batch,
  type BatchCounts,
  type BatchRefusal,
  endWithoutEffect,
  findBatch,
  listAppliedBatches,
  listUnfinishedBatches,
  lockSource,
  saveApplied,
  saveCounts,
} from '../../storage/batches/batches.js'
import {
  type Comparison,
  countMissing,
  countPresent,
  hasLaterSingles,
  type Overtaken,
  prepareFor,
  queueChanged,
  queueMissing,
  queueNamedWithdrawals,
} from '../../storage/batches/changed-rows.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import {
  countBatchRows,
  countRejected,
  type BatchRows,
  partPersonalKeys,
  rejectRepeatedKeys,
} from '../../storage/batches/batch-rows.js'
import { insertEvents } from '../../storage/access/events.js'
import type { Registry } from '../context/registry.js'
import { abnormality } from './abnormality.js'

/** What applying a delivery came to. */
export type Applied = 'linking' | 'completed' | 'refused' | 'nothing'

/** The received delivery that is next to be applied: the oldest one without an earlier unfinished one of its source. */
export async function nextBatchToApply(conn: Conn): Promise<string | undefined> {
  const seen = new Set<string>()
  for (const { id, source, state, appliedAt } of await listUnfinishedBatches(conn)) {
    if (!seen.has(source) && state === 'linking' && appliedAt === undefined) return id
    seen.add(source)
  }
  return undefined
}

/**
 * Compares a received delivery with what is live: what is new, changed or, in a full list, missing waits to be linked from
 * now on. An abnormal full list becomes refused instead until somebody confirms it. Gives `nothing` where the delivery is
 * not to be applied (any more).
 */
export async function applyBatch(tx: Tx, registry: Pick<Registry, 'now'>, batchId: string): Promise<Applied> {
  const found = await findBatch(tx, batchId)
  if (found === undefined) return 'nothing'
  await lockSource(tx, found.source)
  const batch = await findBatch(tx, batchId)
  if (batch?.state !== 'linking' || batch.appliedAt !== undefined) return 'nothing'
  await prepareFor(tx, batch.counts.read)
  const delivered = await settleKeys(tx, batch)
  const comparison = { delivery: batch, delivered, overtaken: await overtakenBy(tx, batch) }
  const rejected = await countRejected(tx, batch)
  if (delivered.rows + rejected.read !== batch.counts.read) throw new Error('Rows of a delivery are missing')
  const counts = { ...batch.counts, rejected: rejected.read + rejected.repeated }
  const refusal = await refusalOf(tx, batch, { comparison, counts })
  if (refusal !== undefined) return refuseAbnormal(tx, batch, { refusal, counts, at: registry.now() })
  return queueRows(tx, batch, { comparison, counts, repeated: rejected.repeated, at: registry.now() })
}

async function settleKeys(tx: Tx, batch: Batch): Promise<BatchRows> {
  const delivered = await countBatchRows(tx, batch)
  if (delivered.hasRepeated) {
    await partPersonalKeys(tx, batch)
    await rejectRepeatedKeys(tx, batch)
  }
  return delivered
}

/** A delivery that was confirmed late, or began before a single change, must not undo what came after it. */
async function overtakenBy(tx: Tx, { source, version }: Batch): Promise<Overtaken> {
  const applied = await listAppliedBatches(tx, source)
  const laterIds = applied.filter((other) => other.version > version).map(({ id }) => id)
  return { laterIds, bySingles: await hasLaterSingles(tx, version) }
}

async function refusalOf(
  tx: Tx,
  { mode, isConfirmed }: Batch,
  { comparison, counts }: { comparison: Comparison; counts: BatchCounts },
): Promise<BatchRefusal | undefined> {
  if (mode !== 'snapshot' || isConfirmed) return undefined
  const withdrawn = await countMissing(tx, comparison)
  return abnormality({
    withdrawn,
    of: await countPresent(tx, comparison),
    rejected: counts.rejected,
    read: counts.read,
  })
}

async function refuseAbnormal(
  tx: Tx,
  { id, source }: Batch,
  { refusal, counts, at }: { refusal: BatchRefusal; counts: BatchCounts; at: Date },
): Promise<Applied> {
  await saveCounts(tx, id, { ...counts, accepted: counts.read - counts.rejected })
  await endWithoutEffect(tx, id, { state: 'refused', refusal, at })
  await insertEvents(tx, [{ kind: 'batch.refused', subjectId: id }])
  const content = { source, ...refusal }
  await appendAudit(tx, { actor: 'padan', action: 'batch.refused', subjectKind: 'batch', subjectId: id, content }, at)
  return 'refused'
}

interface Queueing {
  readonly comparison: Comparison
  readonly counts: BatchCounts
  readonly repeated: number
  readonly at: Date
}

async function queueRows(tx: Tx, batch: Batch, { comparison, counts, repeated, at }: Queueing): Promise<Applied> {
  const { id, mode, source, sentBy } = batch
  const accepted = await queueChanged(tx, comparison)
  const missing = mode === 'snapshot' ? await queueMissing(tx, comparison, at) : 0
  const withdrawn = batch.reverts === undefined ? missing : await queueNamedWithdrawals(tx, comparison)
  const unchanged = comparison.delivered.rows - repeated - accepted
  const remaining = accepted + withdrawn
  await saveApplied(tx, id, { counts: { ...counts, accepted, unchanged, withdrawn }, remaining, at })
  if (remaining === 0) await insertEvents(tx, [{ kind: 'batch.completed', subjectId: id }])
  const content = { source, mode, accepted, unchanged, withdrawn, rejected: counts.rejected }
  await appendAudit(tx, { actor: sentBy, action: 'batch.applied', subjectKind: 'batch', subjectId: id, content }, at)
  return remaining === 0 ? 'completed' : 'linking'
}
