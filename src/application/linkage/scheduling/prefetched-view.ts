import type { KeyHolder } from '../../../storage/linkage/block-keys.js'
import type { LiveRecord } from '../../../storage/linkage/live-records.js'
import { includesKey } from '../../../storage/linkage/sorted-keys.js'
import type { Conn } from '../../../storage/postgres/connection.js'
import type { Lacks } from '../state/plain-view.js'
import { CachedView } from './cached-view.js'
import type { Prefetched } from './prefetched.js'

/** A cached view that takes prefetched rows in place of reading them. */
export class PrefetchedView extends CachedView {
  readonly #prefetched: Prefetched

  constructor(conn: Conn, prefetched: Prefetched, lacks?: Partial<Lacks>) {
    super(conn, lacks)
    this.#prefetched = prefetched
  }

  override async liveRecords(ids: readonly string[]): Promise<readonly LiveRecord[]> {
    const { records } = this.#prefetched
    const read = await super.liveRecords(ids.filter((id) => !records.has(id)))
    return [...ids.flatMap((id) => records.get(id) ?? []), ...read]
  }

  override async keyHolders(keys: Iterable<number>): Promise<readonly KeyHolder[]> {
    const { keys: prefetchedKeys, holders } = this.#prefetched
    const found: KeyHolder[] = []
    const missing: number[] = []
    for (const key of keys) {
      if (!includesKey(prefetchedKeys, key)) missing.push(key)
      else found.push(...(holders.get(key) ?? []))
    }
    if (missing.length === 0) return found
    // Keys in order stay in order.
    const read = await super.keyHolders(keys instanceof Float64Array ? Float64Array.from(missing) : missing)
    return [...found, ...read]
  }
}
