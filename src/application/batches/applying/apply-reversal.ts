import { type AppliedBatch, batchesInForce } from '../../../domain/registry/records/batches-in-force.js'
import { appendAudit } from '../../../storage/access/audit.js'
import { insertEvents } from '../../../storage/access/events.js'
import { type Batch, listAppliedBatches, NO_COUNTS, saveApplied } from '../../../storage/batches/batches.js'
import { insertRevertingRows } from '../../../storage/batches/reverting-rows.js'
import type { Tx } from '../../../storage/postgres/connection.js'

/**
 * Applies a batch that reverts another: what the other said is not in force any more, and each record is again what its source
 * says of it otherwise. That is worked out now, under the lock of the source, as newer batches may have come since
 * the reversal was asked for. Returns the state of the reversal.
 */
export async function applyReversal(tx: Tx, batch: Batch, at: Date): Promise<'linking' | 'completed'> {
  const { id, version, source, sentBy } = batch
  const before = await listAppliedBatches(tx, source)
  const applied = [...before, asApplied(batch)]
  const inForce = batchesInForce(applied)
  const changed = differenceOf(batchesInForce(before), inForce)
  const by = { id, version, source }
  const { restored, withdrawn } = await insertRevertingRows(tx, { by, changed, applied, inForce, at })
  const counts = { ...NO_COUNTS, read: restored, accepted: restored, withdrawn }
  await saveApplied(tx, id, { counts, remaining: restored + withdrawn, at })
  const isEmpty = restored + withdrawn === 0
  if (isEmpty) await insertEvents(tx, [{ kind: 'batch.completed', subjectId: id }])
  const content = { source, mode: batch.mode, accepted: restored, unchanged: 0, withdrawn, rejected: 0 }
  await appendAudit(tx, { actor: sentBy, action: 'batch.applied', subjectKind: 'batch', subjectId: id, content }, at)
  return isEmpty ? 'completed' : 'linking'
}

function asApplied({ id, version, mode, reverts, isConfirmed }: Batch): AppliedBatch {
  return { id, version, mode, reverts, isConfirmed }
}

/** The batches that are in one of two lists only. */
function differenceOf(some: readonly AppliedBatch[], others: readonly AppliedBatch[]): readonly AppliedBatch[] {
  const ids = new Set(some.map(({ id }) => id))
  const otherIds = new Set(others.map(({ id }) => id))
  return [...some.filter(({ id }) => !otherIds.has(id)), ...others.filter(({ id }) => !ids.has(id))]
}
