import { setImmediate } from 'node:timers/promises'
import type { ReadRow, RowRejection } from '../../../profiles/reading/read-rows.js'
import { type BatchCounts, NO_COUNTS, saveReceived } from '../../../storage/batches/batches.js'
import { inTransaction } from '../../../storage/postgres/transaction.js'
import { insertRejections, type Rejection } from '../../../storage/batches/rejections.js'
import {
  findLiveHashes,
  insertPackedRows,
  packSourceRows,
  type SourceRow,
} from '../../../storage/batches/source-records.js'
import type { Registry } from '../../context/registry.js'
import { type OpenBatch, toSourceRow } from './source-row.js'

const ROWS_PER_CHUNK = 4000
const CHARACTERS_PER_CHUNK = 1 << 22
const ROWS_PER_GROUP = 200
/** Of the listed rows of a batch, as received: ten thousand rows of the longest kind would take gigabytes. */
const MOST_LISTED_CHARACTERS = 1 << 25
/**
 * Rows between two yields to the event loop, without which the connection would wait for the end of a piece of input: with
 * 200 in place of 40 the database is idle for a third of the time.
 */
const ROWS_PER_TURN = 40

/** Another transaction ended the batch while its rows were still being received. */
export class BatchEnded extends Error {
  override readonly name = 'BatchEnded'
}

interface Chunk {
  group: SourceRow[]
  readonly packed: Promise<Buffer>[]
  readonly rejections: Rejection[]
  /** Rejections that are only counted. */
  unlisted: number
  rows: number
  characters: number
}

/**
 * Writes the rows of a batch, a transaction for every few thousand. One chunk is written while the next one is filled;
 * memory holds no more than these two.
 */
export class BatchWriter {
  counts: BatchCounts = NO_COUNTS
  #listed = 0
  #listedCharacters = 0
  #chunk = emptyChunk()
  #writing: Promise<void> = Promise.resolve()
  readonly #registry: Registry
  readonly #batch: OpenBatch
  readonly #hasLive: boolean

  constructor(registry: Registry, batch: OpenBatch, hasLive: boolean) {
    this.#registry = registry
    this.#batch = batch
    this.#hasLive = hasLive
  }

  /**
   * Adds a row. Returns a promise only where the caller must wait before the next row: one for each row would cost as much
   * as its hash.
   */
  add(row: ReadRow): Promise<void> | undefined {
    const stored = toSourceRow(row, this.#batch)
    this.#chunk.group.push(stored)
    this.#chunk.rows++
    const { canonical = '', payload = '' } = stored.content ?? {}
    return this.#grow(canonical.length + payload.length)
  }

  /** Adds a rejection, likewise. The first ones are listed; the rest is counted. */
  reject({ row, line, sourceKey, errors, raw }: RowRejection): Promise<void> | undefined {
    if (this.#listed >= this.#batch.rejectionRoom || this.#listedCharacters >= MOST_LISTED_CHARACTERS) {
      this.#chunk.unlisted++
      return this.#grow(0)
    }
    const characters = raw === undefined ? 0 : sizeOf(raw)
    this.#listed++
    this.#listedCharacters += characters
    this.#chunk.rejections.push({ row, line, sourceKey, errors, payload: raw })
    return this.#grow(characters)
  }

  /** Writes the rest. Afterwards every added row is durable. */
  async end(): Promise<void> {
    await this.#flush()
    await this.#writing
  }

  /** Waits for the chunk that is being written, so that `counts` equals the stored counts. */
  async written(): Promise<void> {
    await this.#writing
  }

  /** Waits for the chunk that is being written, and drops the rest. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined)
  }

  #grow(characters: number): Promise<void> | undefined {
    const chunk = this.#chunk
    chunk.characters += characters
    const rows = chunk.rows + chunk.rejections.length
    const isFull = rows >= ROWS_PER_CHUNK || chunk.characters >= CHARACTERS_PER_CHUNK
    if (isFull) return this.#flush()
    if (chunk.group.length >= ROWS_PER_GROUP) this.#packGroup(chunk)
    return (rows + chunk.unlisted) % ROWS_PER_TURN === 0 ? setImmediate() : undefined
  }

  async #flush(): Promise<void> {
    const chunk = this.#chunk
    this.#packGroup(chunk)
    await this.#writing
    this.#chunk = emptyChunk()
    this.#writing = this.#write(chunk)
    // The next chunk awaits it; until then its failure must not end the process.
    this.#writing.catch(() => undefined)
  }

  #packGroup(chunk: Chunk): void {
    const { group } = chunk
    if (group.length === 0) return
    chunk.group = []
    const packed = this.#hasLive ? this.#packChanged(group) : Promise.resolve(packSourceRows(group))
    packed.catch(() => undefined)
    chunk.packed.push(packed)
  }

  /** A row equal to the live version refers to its content by hash instead of storing it again. */
  async #packChanged(rows: readonly SourceRow[]): Promise<Buffer> {
    const ids = rows.map(({ id }) => id)
    const hashes = await findLiveHashes(this.#registry.database.conn, ids)
    return packSourceRows(rows.map((row) => (isKnown(row, hashes) ? { ...row, content: undefined } : row)))
  }

  async #write({ packed, rejections, unlisted, rows }: Chunk): Promise<void> {
    const { database, now } = this.#registry
    const { batchId } = this.#batch
    const buffers = await Promise.all(packed)
    const rejected = rejections.length + unlisted
    const allUnlisted = (this.counts.unlisted ?? 0) + unlisted
    const counts = {
      ...this.counts,
      read: this.counts.read + rows + rejected,
      rejected: this.counts.rejected + rejected,
      accepted: this.counts.accepted + rows,
      ...(allUnlisted === 0 ? {} : { unlisted: allUnlisted }),
    }
    await inTransaction(database, async (tx) => {
      if (!(await saveReceived(tx, batchId, counts, now()))) throw new BatchEnded('The batch was ended')
      await insertPackedRows(tx, buffers)
      await insertRejections(tx, batchId, rejections)
    })
    this.counts = counts
  }
}

/** A row that may still be read in another scheme keeps its content, which another row may not have in that scheme. */
function isKnown({ id, contentHash, otherReading }: SourceRow, hashes: ReadonlyMap<string, string>): boolean {
  return otherReading === undefined && hashes.get(id) === contentHash
}

function emptyChunk(): Chunk {
  return { group: [], packed: [], rejections: [], unlisted: 0, rows: 0, characters: 0 }
}

/** The approximate characters of a rejected row. */
function sizeOf(raw: object): number {
  return JSON.stringify(raw).length
}
