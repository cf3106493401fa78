import { randomUUID } from 'node:crypto'
import type { BatchReading } from '../../../domain/registry/records/batch-reading.js'
import { type Encoding, type FileFormat, Profile } from '../../../profiles/schema/profile.js'
import {
  type BatchForm,
  type FileRefusal,
  type ReadOptions,
  readRows,
  type RowOutcome,
} from '../../../profiles/reading/read-rows.js'
import { appendAudit } from '../../../storage/access/audit.js'
import {
  type BatchMode,
  type BatchRefusal,
  endReceiving,
  endWithoutEffect,
  findBatch,
  saveReading,
  saveReceived,
} from '../../../storage/batches/batches.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import { insertEvents } from '../../../storage/access/events.js'
import { findProfile } from '../../../storage/sources/profiles.js'
import { hasLiveRecords } from '../../../storage/batches/source-records.js'
import { findKnownAreas } from '../../../storage/sources/area-schemes.js'
import { findSource } from '../../../storage/sources/sources.js'
import { liesIn } from '../../context/area-scope.js'
import { untilDone } from '../../context/until-done.js'
import { isRefusal, type Refusal, refuse } from '../../context/refusals.js'
import type { Registry } from '../../context/registry.js'
import type { BatchView } from '../batch-view.js'
import { BatchWriter, BatchEnded } from './batch-writer.js'
import { beginBatch } from './begin-batch.js'
import { failAsGone } from './end-silent-batches.js'
import { getBatch } from '../get-batch.js'
import { watchInput, SenderGone } from './watch-input.js'
import { readOptions } from './read-options.js'
import type { OpenBatch } from './source-row.js'

/** A batch that is being sent. */
export interface IncomingBatch {
  readonly source: string
  readonly mode: BatchMode
  /** The declared format; the file's bytes override it. */
  readonly format?: FileFormat
  /** The declared encoding. */
  readonly encoding?: Encoding
  /** The sheet of a workbook to read; by default all visible ones. */
  readonly sheet?: string
  /** The id of the batch; by default a new one. */
  readonly id?: string
  /** The dotted code of the area that must contain every row. */
  readonly areaPrefix?: string
  readonly input: AsyncIterable<Uint8Array>
  readonly sentBy: string
  readonly signal?: AbortSignal
}

/** A slow sender sends heartbeats well within SILENCE_MS. */
const HEARTBEAT_MS = 15_000
/** A list has no such stretch of bad rows; a file that is no list has nothing else. */
const MOST_REJECTED_IN_A_ROW = 100_000
const ROWS_REJECTED =
  `${MOST_REJECTED_IN_A_ROW} rows in a row were rejected, so the file is no list of this profile. ` +
  'Its first rejections tell why.'

/**
 * Receives a batch: streams its rows into the database, where they are durable but have no effect until the batch is
 * applied. Returns the batch as `linking`; as `refused` where the file cannot be read or a snapshot is empty; as `failed`
 * where the sender disconnected, after which the batch can be sent again. Refuses with SOURCE_UNKNOWN or SOURCE_BUSY.
 */
export async function receiveBatch(registry: Registry, incoming: IncomingBatch): Promise<BatchView | Refusal> {
  const { conn } = registry.database
  const source = await findSource(conn, incoming.source)
  const stored = source === undefined ? undefined : await findProfile(conn, source.profile)
  if (source === undefined || stored === undefined) return refuse('SOURCE_UNKNOWN', 'There is no such source.')
  const id = incoming.id ?? randomUUID()
  const batch = await beginBatch(registry, { ...incoming, id }).catch((error: unknown) => {
    // It may have begun all the same, if only the answer of the database was lost; then it would keep the source busy.
    failLater(registry, id)
    throw error
  })
  if (isRefusal(batch)) return batch
  const reading = {
    ...incoming,
    batch,
    profile: Profile.parse(stored.document),
    options: readOptions(registry, { source, kept: (await findKnownAreas(conn, source.code)).scheme }, incoming),
  }
  const writer = new BatchWriter(registry, batch, await hasLiveRecords(conn, source.code))
  try {
    const { refusal, ...understood } = await readInto(writer, registry, reading)
    const ended = { batchId: batch.batchId, ...understood }
    await (refusal === undefined ? endReceived(registry, ended, incoming) : endRefused(registry, ended, refusal))
  } catch (error) {
    await writer.abandon()
    await failUnfinished(registry, batch, error)
  }
  return getBatch(conn, batch.batchId)
}

/** Where the batch cannot be failed now, as without a database, it is failed later for its silence. */
async function failUnfinished(registry: Registry, { batchId }: OpenBatch, error: unknown): Promise<void> {
  const isExpected = error instanceof SenderGone || error instanceof BatchEnded
  const failing = inTransaction(registry.database, (tx) => failAsGone(tx, batchId, registry.now()))
  if (isExpected) await failing
  else {
    await failing.catch(() => {
      failLater(registry, batchId)
    })
    throw error
  }
}

/** A batch that was received after all stays, and is found when its file is sent again. */
function failLater(registry: Registry, batchId: string): void {
  untilDone(() =>
    inTransaction(registry.database, async (tx) => {
      if ((await findBatch(tx, batchId))?.state === 'receiving') await failAsGone(tx, batchId, registry.now())
    }),
  )
}

interface Reading extends IncomingBatch {
  readonly profile: Profile
  readonly options: ReadOptions
  readonly batch: OpenBatch
}

/** How a file was understood, and the area codes of its rows where the source has no scheme yet. */
interface Understood {
  readonly reading: BatchReading | undefined
  readonly areaCodes: readonly string[] | undefined
}

/** Writes every row and rejection; returns how the file was understood, and the reason where the batch is refused. */
async function readInto(
  writer: BatchWriter,
  registry: Registry,
  reading: Reading,
): Promise<Understood & { readonly refusal: BatchRefusal | undefined }> {
  const input = watchInput(reading.input, {
    signal: reading.signal,
    onPiece: heartbeat(registry, writer, reading.batch.batchId),
  })
  let refusal: BatchRefusal | undefined
  let rejectedInARow = 0
  const form: BatchForm = {}
  for await (const read of readRows(input, reading.profile, { ...reading.options, form })) {
    const outcome = inArea(read, reading.areaPrefix)
    if (outcome.kind === 'refusal') refusal = fileRefusal(outcome)
    else {
      const written = outcome.kind === 'row' ? writer.add(outcome) : writer.reject(outcome)
      if (written !== undefined) await written
      rejectedInARow = outcome.kind === 'row' ? 0 : rejectedInARow + 1
      if (rejectedInARow < MOST_REJECTED_IN_A_ROW) continue
      refusal = { code: 'ROWS_REJECTED', detail: ROWS_REJECTED, line: outcome.line }
      break
    }
  }
  await writer.end()
  if (refusal === undefined && reading.mode === 'snapshot' && writer.counts.read === 0)
    refusal = { code: 'EMPTY_LIST', detail: 'A snapshot without rows would withdraw every record of the source.' }
  return { refusal, reading: form.reading, areaCodes: form.areas?.codes }
}

/** Rejects a row outside the sender's area: it would change a record that the sender may not see. */
function inArea(outcome: RowOutcome, areaPrefix: string | undefined): RowOutcome {
  if (areaPrefix === undefined || outcome.kind !== 'row' || liesIn(outcome.record.village_code, areaPrefix))
    return outcome
  const { line, row, sourceKey, raw } = outcome
  const detail = 'The row is outside the area of the API key.'
  return {
    kind: 'rejection',
    line,
    row,
    sourceKey,
    raw,
    errors: [{ field: 'village_code', code: 'AREA_FOREIGN', detail }],
  }
}

function fileRefusal({ line, errors }: FileRefusal): BatchRefusal {
  const [first] = errors
  return { code: first?.code ?? 'FILE_UNREADABLE', detail: first?.detail ?? '', line, errors }
}

function heartbeat(registry: Registry, writer: BatchWriter, batchId: string): () => Promise<void> {
  let last = registry.now().getTime()
  return async () => {
    const at = registry.now()
    if (at.getTime() - last < HEARTBEAT_MS) return
    last = at.getTime()
    await writer.written()
    const isOpen = await inTransaction(registry.database, (tx) => saveReceived(tx, batchId, writer.counts, at))
    if (!isOpen) throw new BatchEnded('The batch was ended')
  }
}

/** A batch whose file has been read. */
interface ReadBatch extends Understood {
  readonly batchId: string
}

function endReceived(
  registry: Registry,
  { batchId, reading, areaCodes }: ReadBatch,
  { source, mode, sentBy }: IncomingBatch,
): Promise<void> {
  const at = registry.now()
  return inTransaction(registry.database, async (tx) => {
    if (reading !== undefined) await saveReading(tx, batchId, { reading, areaCodes })
    if (!(await endReceiving(tx, batchId, at))) throw new BatchEnded('The batch was ended')
    const content = { source, mode }
    const entry = { actor: sentBy, action: 'batch.received', subjectKind: 'batch', subjectId: batchId, content }
    await appendAudit(tx, entry, at)
  })
}

function endRefused(registry: Registry, { batchId, reading }: ReadBatch, refusal: BatchRefusal): Promise<void> {
  return inTransaction(registry.database, async (tx) => {
    const at = registry.now()
    if (reading !== undefined) await saveReading(tx, batchId, { reading, areaCodes: undefined })
    if (!(await endWithoutEffect(tx, batchId, { state: 'refused', refusal, at })))
      throw new BatchEnded('The batch was ended')
    await insertEvents(tx, [{ kind: 'batch.refused', subjectId: batchId }])
  })
}
