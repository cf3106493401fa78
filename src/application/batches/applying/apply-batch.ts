import { type AppliedBatch, batchesInForce } from '../../../domain/registry/records/batches-in-force.js'
import type { Model } from '../../../domain/linkage/model/model.js'
import { appendAudit } from '../../../storage/access/audit.js'
import {
  addReadingWarning,
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
} from '../../../storage/batches/batches.js'
import {
  type Comparison,
  countDiffering,
  countMissing,
  countPresent,
  hasLaterSingles,
  type Overtaken,
  prepareFor,
  queueChanged,
  queueMissing,
} from '../../../storage/batches/changed-rows.js'
import type { Conn, Tx } from '../../../storage/postgres/connection.js'
import {
  countBatchRows,
  countRejected,
  findRepeatedRecipients,
  type BatchRows,
  type ReceivedRows,
  partPersonalKeys,
  rejectRepeatedKeys,
} from '../../../storage/batches/batch-rows.js'
import { hasLiveRecords } from '../../../storage/batches/source-records.js'
import { keep, undo } from '../../../storage/postgres/outcome.js'
import { inSavepoint } from '../../../storage/postgres/savepoint.js'
import { insertEvents } from '../../../storage/access/events.js'
import { ContextReader } from '../../active-model/read-context.js'
import type { Registry } from '../../context/registry.js'
import { applyReversal } from './apply-reversal.js'
import { matchRows } from './match-rows.js'
import { queueRereadRecords, settleAreaScheme } from './settle-area-scheme.js'
import { checkSnapshot } from './snapshot-check.js'

/** The state of a batch after applying it; `nothing` where it was not applied. */
export type ApplyResult = 'linking' | 'completed' | 'refused' | 'nothing'

/** Returns the id of the oldest received batch whose turn it is in its source. */
export async function nextBatchToApply(conn: Conn): Promise<string | undefined> {
  return nextInTurn(await listUnfinishedBatches(conn))
}

/**
 * Of these unfinished batches, in the order in which they began, the first one that can be applied: its source has no earlier
 * unfinished one, and none whose rows are being linked, as a list that was confirmed late may have.
 */
function nextInTurn(unfinished: readonly Batch[]): string | undefined {
  const seen = new Set(unfinished.flatMap(({ source, appliedAt }) => (appliedAt === undefined ? [] : [source])))
  for (const { id, source, state } of unfinished) {
    if (!seen.has(source) && state === 'linking') return id
    seen.add(source)
  }
  return undefined
}

/**
 * Compares a received batch with the live records, and queues the difference for linking: new and changed rows, and for a
 * snapshot the missing records. An abnormal snapshot is refused until it is confirmed. Returns `nothing` where the batch
 * does not wait to be applied.
 */
export async function applyBatch(
  tx: Tx,
  registry: Pick<Registry, 'areas' | 'now' | 'secret'>,
  batchId: string,
): Promise<ApplyResult> {
  const found = await findBatch(tx, batchId)
  if (found === undefined) return 'nothing'
  await lockSource(tx, found.source)
  const batch = await findBatch(tx, batchId)
  if (batch?.state !== 'linking' || batch.appliedAt !== undefined) return 'nothing'
  const unfinished = await listUnfinishedBatches(tx)
  if (nextInTurn(unfinished.filter(({ source }) => source === batch.source)) !== batchId) return 'nothing'
  if (batch.reverts !== undefined) return applyReversal(tx, batch, registry.now())
  await prepareFor(tx, batch.counts.read)
  const received = await resolveSharedKeys(tx, batch)
  const rejected = await countRejected(tx, batch)
  const { unlisted = 0 } = batch.counts
  if (received.rows + rejected.read + unlisted !== batch.counts.read) throw new Error('Rows of a batch are missing')
  const counts = { ...batch.counts, rejected: rejected.read + unlisted + rejected.repeated }
  const at = registry.now()
  // Which record a row is of is found anew once a refused batch is confirmed: meanwhile another one may have been applied.
  const result = await inSavepoint<ApplyResult | BatchRefusal>(tx, async () => {
    const hasReread = await settleAreaScheme(tx, registry, batch)
    const comparison = await compare(tx, registry, { batch, received })
    const refusal = await refusalOf(tx, batch, { comparison, counts })
    if (refusal !== undefined) return undo(refusal)
    const state = await queueRows(tx, batch, { comparison, counts, repeated: rejected.repeated, at })
    if (hasReread) await queueRereadRecords(tx, batch)
    return keep(state)
  })
  return typeof result === 'string' ? result : refuseAbnormal(tx, batch, { refusal: result, counts, at })
}

/** Gives persons who share a personal key keys of their own, and rejects other repeated rows. */
async function resolveSharedKeys(tx: Tx, batch: Batch): Promise<ReceivedRows> {
  const rows = await countBatchRows(tx, batch)
  if (rows.hasRepeated) {
    if (rows.hasPersonal) await partPersonalKeys(tx, batch)
    await rejectRepeatedKeys(tx, batch)
  }
  if (rows.hasPersonal) await warnOfRepeatedRecipients(tx, batch)
  return rows
}

const SAME_RECIPIENT =
  'These rows pay the recipient of an earlier row again, by another account or KK. Keep one of them.'

async function warnOfRepeatedRecipients(tx: Tx, batch: Batch): Promise<void> {
  const { count, lines } = await findRepeatedRecipients(tx, batch)
  if (count === 0) return
  await addReadingWarning(tx, batch.id, { code: 'RECIPIENT_REPEATED', detail: SAME_RECIPIENT, count, lines })
}

/** Finds the records of the rows whose keys do not tell them. */
async function compare(
  tx: Tx,
  registry: Pick<Registry, 'now' | 'secret'>,
  { batch, received: { rows, hasRepeated, hasPersonal } }: { batch: Batch; received: ReceivedRows },
): Promise<Comparison> {
  const applied = await listAppliedBatches(tx, batch.source)
  const counted: BatchRows = { rows, hasRepeated, hasParted: hasRepeated && hasPersonal }
  const readModel = async (): Promise<Model> => (await new ContextReader(registry).read(tx)).model
  const mayBeKnown = hasPersonal && (applied.length > 0 || (await hasLiveRecords(tx, batch.source)))
  const appliedIds = applied.map(({ id }) => id)
  const hasMatched = mayBeKnown && (await matchRows(tx, batch, counted, { appliedIds, readModel }))
  if (mayBeKnown) await prepareFor(tx, batch.counts.read)
  const hasParted = counted.hasParted || hasMatched
  return { batch, rows: { ...counted, hasParted }, overtaken: await overtakenBy(tx, batch, batchesInForce(applied)) }
}

/** A batch that was confirmed late, or began before a single change, must not overwrite what was said later. */
async function overtakenBy(tx: Tx, { version }: Batch, inForce: readonly AppliedBatch[]): Promise<Overtaken> {
  const later = inForce.filter((other) => other.version > version)
  return { later, bySingles: await hasLaterSingles(tx, version) }
}

async function refusalOf(
  tx: Tx,
  { mode, isConfirmed }: Batch,
  { comparison, counts }: { comparison: Comparison; counts: BatchCounts },
): Promise<BatchRefusal | undefined> {
  if (mode !== 'snapshot' || isConfirmed) return undefined
  const withdrawn = await countMissing(tx, comparison)
  return checkSnapshot({
    withdrawn,
    of: await countPresent(tx, comparison),
    rejected: counts.rejected,
    read: counts.read,
    unlisted: counts.unlisted ?? 0,
  })
}

async function refuseAbnormal(
  tx: Tx,
  { id, source }: Batch,
  { refusal, counts, at }: { refusal: BatchRefusal; counts: BatchCounts; at: Date },
): Promise<ApplyResult> {
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

async function queueRows(tx: Tx, batch: Batch, { comparison, counts, repeated, at }: Queueing): Promise<ApplyResult> {
  const { id, mode, source, sentBy } = batch
  const accepted = await queueChanged(tx, comparison)
  const withdrawn = mode === 'snapshot' ? await queueMissing(tx, comparison, at) : 0
  const unchanged = comparison.rows.rows - repeated - accepted
  const remaining = accepted + withdrawn
  const overtaken = await countOvertaken(tx, comparison, { accepted, unchanged })
  const applied = { ...counts, accepted, unchanged, withdrawn, ...(overtaken === 0 ? {} : { overtaken }) }
  await saveApplied(tx, id, { counts: applied, remaining, at })
  if (remaining === 0) await insertEvents(tx, [{ kind: 'batch.completed', subjectId: id }])
  const content = { source, mode, accepted, unchanged, withdrawn, rejected: counts.rejected }
  await appendAudit(tx, { actor: sentBy, action: 'batch.applied', subjectKind: 'batch', subjectId: id, content }, at)
  return remaining === 0 ? 'completed' : 'linking'
}

/** How many of the rows without an effect say something else than the record, of which something newer was said. */
async function countOvertaken(
  tx: Tx,
  comparison: Comparison,
  { accepted, unchanged }: { readonly accepted: number; readonly unchanged: number },
): Promise<number> {
  const { later, bySingles } = comparison.overtaken
  if (unchanged === 0 || (later.length === 0 && !bySingles)) return 0
  return (await countDiffering(tx, comparison)) - accepted
}
