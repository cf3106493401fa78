import type { Conn } from '../../storage/postgres/connection.js'
import { readStatistics, type Statistics, type StatisticsQuery } from './read-statistics.js'

/** Counting reads the whole registry, which takes seconds when it is large. */
const AGE_MS = 30_000
const MOST_CACHED = 100

interface Cached {
  readonly readMs: number
  readonly statistics: Promise<Statistics>
}

/** Counts of the registry, at most half a minute old. Calls that ask for the same counts share one reading. */
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
