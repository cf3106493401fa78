import { setImmediate } from 'node:timers/promises'
import type { ReadRow, RowRejection } from '../../profiles/reading/read-rows.js'
import { type BatchCounts, NO_COUNTS, saveReceived } from '../../storage/batches/batches.js'
import { inTransaction } from '../../storage/postgres/transaction.js'
import { insertRejections, type Rejection } from '../../storage/batches/rejections.js'
import {
  findLiveHashes,
  insertPackedRows,
  packSourceRows,
  type SourceRow,
} from '../../storage/batches/source-records.js'
import type { Registry } from '../context/registry.js'
import { type RowOrigin, sourceRow } from './source-row.js'

const ROWS_PER_CHUNK = 4000
const CHARACTERS_PER_CHUNK = 1 << 22
const ROWS_PER_GROUP = 200
/**
 * Rows between two looks at the connection, which would otherwise wait for the end of a piece of input: with 200 in place
 * of 40 the database stands idle for a third of the time.
 */
const ROWS_PER_TURN = 40

/** The delivery was ended by another while its rows were still coming. */
export class BatchEnded extends Error {
  override readonly name = 'DeliveryEnded'
}

interface Chunk {
  group: SourceRow[]
  readonly packed: Promise<Buffer>[]
  readonly rejections: Rejection[]
  rows: number
  characters: number
}

/**
 * Writes what is read of a delivery, a transaction for every few thousand rows. One chunk is written while the next one is
 * gathered; no more than these two are ever held.
 */
export class BatchWriter {
  counts: BatchCounts = NO_COUNTS
  #chunk = emptyChunk()
  #writing: Promise<void> = Promise.resolve()
  readonly #registry: Registry
  readonly #delivery: RowOrigin
  readonly #hasLive: boolean

  constructor(registry: Registry, delivery: RowOrigin, hasLive: boolean) {
    this.#registry = registry
    this.#delivery = delivery
    this.#hasLive = hasLive
  }

  /** Gives what is to be waited for before the next row, if anything: a promise for each row would cost as much as its hash. */
  add(row: ReadRow): Promise<void> | undefined {
    const stored = sourceRow(row, this.#delivery)
    this.#chunk.group.push(stored)
    this.#chunk.rows++
    const { canonical = '', payload = '' } = stored.content ?? {}
    return this.#grow(canonical.length + payload.length)
  }

  /** Likewise for a row that cannot be taken. */
  reject({ row, line, sourceKey, errors, raw }: RowRejection): Promise<void> | undefined {
    this.#chunk.rejections.push({ row, line, sourceKey, errors, payload: raw })
    return this.#grow(raw === undefined ? 0 : sizeOf(raw))
  }

  /** Writes what is left; then everything that was added is durable. */
  async end(): Promise<void> {
    await this.#flush()
    await this.#writing
  }

  /** Waits for what is being written, so that the counts are those that are stored. */
  async settled(): Promise<void> {
    await this.#writing
  }

  /** Waits for what is being written and drops the rest. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined)
  }

  #grow(characters: number): Promise<void> | undefined {
    const chunk = this.#chunk
    chunk.characters += characters
    const isFull = chunk.rows + chunk.rejections.length >= ROWS_PER_CHUNK || chunk.characters >= CHARACTERS_PER_CHUNK
    if (isFull) return this.#flush()
    if (chunk.group.length >= ROWS_PER_GROUP) this.#packGroup(chunk)
    return (chunk.rows + chunk.rejections.length) % ROWS_PER_TURN === 0 ? setImmediate() : undefined
  }

  async #flush(): Promise<void> {
    const chunk = this.#chunk
    this.#packGroup(chunk)
    await this.#writing
    this.#chunk = emptyChunk()
    this.#writing = this.#write(chunk)
    // It is awaited with the next chunk; until then its failure must not end the process.
    this.#writing.catch(() => undefined)
  }

  #packGroup(chunk: Chunk): void {
    const { group } = chunk
    if (group.length === 0) return
    chunk.group = []
    const packed = this.#hasLive ? this.#packUnknown(group) : Promise.resolve(packSourceRows(group))
    packed.catch(() => undefined)
    chunk.packed.push(packed)
  }

  /** A row that says what is live already refers to that content by its hash. */
  async #packUnknown(rows: readonly SourceRow[]): Promise<Buffer> {
    const ids = rows.map(({ id }) => id)
    const hashes = await findLiveHashes(this.#registry.database.conn, ids)
    return packSourceRows(
      rows.map((row) => (hashes.get(row.id) === row.contentHash ? { ...row, content: undefined } : row)),
    )
  }

  async #write({ packed, rejections, rows }: Chunk): Promise<void> {
    const { database, now } = this.#registry
    const { batchId } = this.#delivery
    const buffers = await Promise.all(packed)
    const counts = {
      ...this.counts,
      read: this.counts.read + rows + rejections.length,
      rejected: this.counts.rejected + rejections.length,
      accepted: this.counts.accepted + rows,
    }
    await inTransaction(database, async (tx) => {
      if (!(await saveReceived(tx, batchId, counts, now()))) throw new BatchEnded('The delivery was ended')
      await insertPackedRows(tx, buffers)
      await insertRejections(tx, batchId, rejections)
    })
    this.counts = counts
  }
}

function emptyChunk(): Chunk {
  return { group: [], packed: [], rejections: [], rows: 0, characters: 0 }
}

/** About how many characters a rejected row has. */
function sizeOf(raw: object): number {
  return JSON.stringify(raw).length
}
