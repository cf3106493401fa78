/** Rows of more keys, as a large pass reads them once and never again, are not cached. */
export const MOST_CACHED = 5000

/** Rows by a key, each read when it is first wanted, and once where several callers want it at the same time. */
export class RowCache<K, Row> {
  readonly #read: (keys: readonly K[]) => Promise<readonly Row[]>
  readonly #keyOf: (row: Row) => K
  readonly #rows = new Map<K, Row[]>()
  readonly #reading = new Map<K, Promise<unknown>>()

  constructor(read: (keys: readonly K[]) => Promise<readonly Row[]>, keyOf: (row: Row) => K) {
    this.#read = read
    this.#keyOf = keyOf
  }

  async of(keys: Iterable<K>): Promise<readonly Row[]> {
    const requested = new Set(keys)
    const missing: K[] = []
    const reads = new Set<Promise<unknown>>()
    for (const key of requested) {
      if (this.#rows.has(key)) continue
      const reading = this.#reading.get(key)
      if (reading === undefined) missing.push(key)
      else reads.add(reading)
    }
    if (missing.length > MOST_CACHED) {
      for (const key of missing) requested.delete(key)
      const read = await this.#read(missing)
      return requested.size === 0 ? read : [...read, ...(await this.of(requested))]
    }
    if (missing.length > 0) reads.add(this.#start(missing))
    if (reads.size > 0) await Promise.all(reads)
    const rows: Row[] = []
    for (const key of requested) for (const row of this.#rows.get(key) ?? []) rows.push(row)
    return rows
  }

  #start(keys: readonly K[]): Promise<void> {
    const reading = this.#keep(keys)
    for (const key of keys) this.#reading.set(key, reading)
    return reading
  }

  async #keep(keys: readonly K[]): Promise<void> {
    try {
      const rows = await this.#read(keys)
      for (const key of keys) this.#rows.set(key, [])
      for (const row of rows) this.#rows.get(this.#keyOf(row))?.push(row)
    } finally {
      for (const key of keys) this.#reading.delete(key)
    }
  }
}
