const MOST_CACHED = 10_000

interface Entry<Value> {
  readonly value: Value
  readonly untilMs: number
}

/** Caches values for a fixed time. When it is full, all entries are dropped. */
export class TtlCache<Value> {
  readonly #forMs: number
  readonly #entries = new Map<string, Entry<Value>>()

  constructor(forMs: number) {
    this.#forMs = forMs
  }

  /** Returns the cached value; undefined if there is none or it has expired. */
  get(name: string): Value | undefined {
    const entry = this.#entries.get(name)
    return entry !== undefined && entry.untilMs > performance.now() ? entry.value : undefined
  }

  set(name: string, value: Value): void {
    if (this.#entries.size >= MOST_CACHED) this.#entries.clear()
    this.#entries.set(name, { value, untilMs: performance.now() + this.#forMs })
  }

  clear(): void {
    this.#entries.clear()
  }
}
