import type { Conn } from '../../storage/postgres/connection.js'
import type { LinkingContext } from './linking-context.js'
import type { ContextReader } from './read-context.js'

const AGE_MS = 1000

/**
 * Caches the linking context for a second, for reads outside of passes. An activated model or a new source is seen after at
 * most that time.
 */
export class LinkingContextCache {
  readonly #conn: Conn
  readonly #reader: ContextReader
  #cached: { readonly readMs: number; readonly context: Promise<LinkingContext> } | undefined

  constructor(conn: Conn, reader: ContextReader) {
    this.#conn = conn
    this.#reader = reader
  }

  read(): Promise<LinkingContext> {
    const cached = this.#cached
    const nowMs = performance.now()
    if (cached !== undefined && nowMs - cached.readMs < AGE_MS) return cached.context
    const context = this.#reader.read(this.#conn)
    this.#cached = { readMs: nowMs, context }
    context.catch(() => {
      this.#cached = undefined
    })
    return context
  }
}
