import type { Conn } from '../../storage/postgres/connection.js'
import { readStatistics, type Statistics, type StatisticsQuery } from './read-statistics.js'

/** Counting reads the whole registry, which takes seconds for a large one. */
const AGE_MS = 30_000
const MOST_CACHED = 100

interface Cached {
  readonly readMs: number
  readonly statistics: Promise<Statistics>
}

/** Caches counts of the registry for half a minute. Calls with the same query share one read. */
export class StatisticsCache {
  readonly #conn: Conn
  readonly #now: () => Date
  readonly #cached = new Map<string, Cached>()

  constructor(conn: Conn, now: () => Date) {
    this.#conn = conn
    this.#now = now
  }

  read(query: StatisticsQuery): Promise<Statistics> {
    const name = JSON.stringify(query)
    const cached = this.#cached.get(name)
    const nowMs = performance.now()
    if (cached !== undefined && nowMs - cached.readMs < AGE_MS) return cached.statistics
    const statistics = readStatistics(this.#conn, query, this.#now())
    if (this.#cached.size >= MOST_CACHED) this.#cached.clear()
    this.#cached.set(name, { readMs: nowMs, statistics })
    statistics.catch(() => this.#cached.delete(name))
    return statistics
  }
}
