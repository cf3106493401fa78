import { findSource, type StoredSource } from '../../storage/sources/sources.js'
import type { Registry } from '../context/registry.js'
import { TtlCache } from '../context/ttl-cache.js'

const REMEMBERED_MS = 1000

/** Knows the sources of single changes, which come by the hundred a second from one. */
export class SourceCache {
  readonly #registry: Registry
  readonly #remembered = new TtlCache<StoredSource>(REMEMBERED_MS)

  constructor(registry: Registry) {
    this.#registry = registry
  }

  /** Undefined where there is none; that is not remembered, since it may be added at any time. */
  async find(code: string): Promise<StoredSource | undefined> {
    const known = this.#remembered.get(code)
    if (known !== undefined) return known
    const found = await findSource(this.#registry.database.conn, code)
    if (found !== undefined) this.#remembered.set(code, found)
    return found
  }
}
