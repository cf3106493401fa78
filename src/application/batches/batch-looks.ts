import type { Conn } from '../../storage/postgres/connection.js'
import type { Refusal } from '../context/refusals.js'
import type { BatchView } from './batch-view.js'
import { getBatch } from './get-batch.js'

/** A look at a batch that is younger answers all who wait for it. */
const FRESH_MS = 250

interface Look {
  readonly atMs: number
  readonly batch: Promise<BatchView | Refusal>
}

/** Looks at batches for all callers that wait for them together: a thousand of them cost no more than one. */
export class BatchLooks {
  readonly #looks = new Map<string, Look>()
  readonly #conn: Conn

  constructor(conn: Conn) {
    this.#conn = conn
  }

  /** The batch as it was within the last quarter of a second. */
  look(id: string): Promise<BatchView | Refusal> {
    const nowMs = performance.now()
    const last = this.#looks.get(id)
    if (last !== undefined && nowMs - last.atMs < FRESH_MS) return last.batch
    for (const [other, { atMs }] of this.#looks) if (nowMs - atMs >= FRESH_MS) this.#looks.delete(other)
    const batch = getBatch(this.#conn, id)
    this.#looks.set(id, { atMs: nowMs, batch })
    return batch
  }
}
