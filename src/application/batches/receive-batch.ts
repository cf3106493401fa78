import { type Encoding, type FileFormat, Profile } from '../../profiles/schema/profile.js'
import { type FileRefusal, type ReadOptions, readRows, type RowOutcome } from '../../profiles/reading/read-rows.js'
import { appendAudit } from '../../storage/access/audit.js'
import {
  type BatchMode,
  type BatchRefusal,
  endReceiving,
  endWithoutEffect,
  saveReceived,
} from '../../storage/batches/batches.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { insertEvents } from '../../storage/access/events.js'
import { findProfile } from '../../storage/sources/profiles.js'
import { hasLiveRecords } from '../../storage/batches/source-records.js'
import { findSource } from '../../storage/sources/sources.js'
import { liesIn } from '../context/area-scope.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import type { Registry } from '../context/registry.js'
import type { BatchView } from './batch-view.js'
import { BatchWriter, BatchEnded } from './batch-writer.js'
import { beginBatch } from './begin-batch.js'
import { failAsGone } from './end-silent-batches.js'
import { getBatch } from './get-batch.js'
import { watchInput, SenderGone } from './watch-input.js'
import { readOptions } from './read-options.js'
import type { RowOrigin } from './source-row.js'

/** A list that is being sent. */
export interface IncomingBatch {
  readonly source: string
  readonly mode: BatchMode
  /** What the file is said to be; its own bytes count more. */
  readonly format?: FileFormat
  /** What its texts are said to be written in. */
  readonly encoding?: Encoding
  /** The id that the delivery is to have; a new one where it is left out. */
  readonly id?: string
  /** Dotted code of the only area that rows may lie in. */
  readonly areaPrefix?: string
  readonly input: AsyncIterable<Uint8Array>
  readonly sentBy: string
  readonly signal?: AbortSignal
}

/** A slow sender shows signs of life long before it is taken for gone. */
const SIGN_OF_LIFE_MS = 15_000

/**
 * Receives a delivery: streams its rows into the database, where they are durable but without effect until the delivery is
 * applied. Gives it as `linking`; as `refused` when the file cannot be read or a full list is empty; as `failed` when the
 * sender went away half-way, after which the same list can be sent again. Refuses with SOURCE_UNKNOWN or SOURCE_BUSY.
 */
export async function receiveBatch(registry: Registry, delivery: IncomingBatch): Promise<BatchView | Refusal> {
  const { conn } = registry.database
  const source = await findSource(conn, delivery.source)
  const stored = source === undefined ? undefined : await findProfile(conn, source.profile)
  if (source === undefined || stored === undefined) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  const begun = await beginBatch(registry, delivery)
  if (isRefusal(begun)) return begun
  const reading = {
    ...delivery,
    profile: Profile.parse(stored.document),
    options: readOptions(registry, source, delivery),
  }
  const writer = new BatchWriter(registry, begun, await hasLiveRecords(conn, source.code))
  try {
    const refusal = await readInto(writer, registry, { ...reading, begun })
    await (refusal === undefined ? endReceived(registry, begun, delivery) : endRefused(registry, begun, refusal))
  } catch (error) {
    await writer.abandon()
    await failUnfinished(registry, begun, error)
  }
  return getBatch(conn, begun.batchId)
}

/** A delivery that could not be failed either, as without a database, is failed later for its silence. */
async function failUnfinished(registry: Registry, { batchId }: RowOrigin, error: unknown): Promise<void> {
  const isExpected = error instanceof SenderGone || error instanceof BatchEnded
  const failing = inTransaction(registry.database, (tx) => failAsGone(tx, batchId, registry.now()))
  if (isExpected) await failing
  else {
    await failing.catch(() => undefined)
    throw error
  }
}

interface Reading extends IncomingBatch {
  readonly profile: Profile
  readonly options: ReadOptions
  readonly begun: RowOrigin
}

/** Writes every row and rejection; gives why the delivery is refused, if it is. */
async function readInto(writer: BatchWriter, registry: Registry, reading: Reading): Promise<BatchRefusal | undefined> {
  const input = watchInput(reading.input, {
    signal: reading.signal,
    onHeard: signOfLife(registry, writer, reading.begun.batchId),
  })
  let refusal: BatchRefusal | undefined
  for await (const read of readRows(input, reading.profile, reading.options)) {
    const outcome = inArea(read, reading.areaPrefix)
    if (outcome.kind === 'refusal') refusal = unreadable(outcome)
    else {
      const written = outcome.kind === 'row' ? writer.add(outcome) : writer.reject(outcome)
      if (written !== undefined) await written
    }
  }
  await writer.end()
  if (refusal === undefined && reading.mode === 'snapshot' && writer.counts.read === 0)
    return { code: 'EMPTY_LIST', detail: 'A full list without any row would withdraw every record of the source.' }
  return refusal
}

/** A row outside the sender's area is rejected: it would change what the sender may not know of. */
function inArea(outcome: RowOutcome, areaPrefix: string | undefined): RowOutcome {
  if (areaPrefix === undefined || outcome.kind !== 'row' || liesIn(outcome.record.village_code, areaPrefix))
    return outcome
  const { line, row, sourceKey, raw } = outcome
  const detail = 'The row does not lie in the area that the key is for.'
  return {
    kind: 'rejection',
    line,
    row,
    sourceKey,
    raw,
    errors: [{ field: 'village_code', code: 'AREA_FOREIGN', detail }],
  }
}

function unreadable({ line, errors }: FileRefusal): BatchRefusal {
  const [first] = errors
  return { code: first?.code ?? 'FILE_UNREADABLE', detail: first?.detail ?? '', line, errors }
}

function signOfLife(registry: Registry, writer: BatchWriter, batchId: string): () => Promise<void> {
  let last = registry.now().getTime()
  return async () => {
    const at = registry.now()
    if (at.getTime() - last < SIGN_OF_LIFE_MS) return
    last = at.getTime()
    await writer.settled()
    const isOpen = await inTransaction(registry.database, (tx) => saveReceived(tx, batchId, writer.counts, at))
    if (!isOpen) throw new BatchEnded('The delivery was ended')
  }
}

function endReceived(
  registry: Registry,
  { batchId }: RowOrigin,
  { source, mode, sentBy }: IncomingBatch,
): Promise<void> {
  const at = registry.now()
  return inTransaction(registry.database, async (tx) => {
    if (!(await endReceiving(tx, batchId, at))) throw new BatchEnded('The delivery was ended')
    const content = { source, mode }
    const entry = { actor: sentBy, action: 'batch.received', subjectKind: 'batch', subjectId: batchId, content }
    await appendAudit(tx, entry, at)
  })
}

function endRefused(registry: Registry, { batchId }: RowOrigin, refusal: BatchRefusal): Promise<void> {
  return inTransaction(registry.database, async (tx) => {
    const at = registry.now()
    if (!(await endWithoutEffect(tx, batchId, { state: 'refused', refusal, at })))
      throw new BatchEnded('The delivery was ended')
    await insertEvents(tx, [{ kind: 'batch.refused', subjectId: batchId }])
  })
}
