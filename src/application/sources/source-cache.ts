import { findSource, type StoredSource } from '../../storage/sources/sources.js'
import type { Registry } from '../context/registry.js'
import { TtlCache } from '../context/ttl-cache.js'

const CACHED_MS = 1000

/** Caches the sources of single changes: one source can send hundreds a second. */
export class SourceCache {
  readonly #registry: Registry
  readonly #cache = new TtlCache<StoredSource>(CACHED_MS)

  constructor(registry: Registry) {
    this.#registry = registry
  }

  /** Returns a source. An unknown code is not cached, since its source can be added at any time. */
  async find(code: string): Promise<StoredSource | undefined> {
    const cached = this.#cache.get(code)
    if (cached !== undefined) return cached
    const found = await findSource(this.#registry.database.conn, code)
    if (found !== undefined) this.#cache.set(code, found)
    return found
  }
}
