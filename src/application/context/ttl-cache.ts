const MOST_REMEMBERED = 10_000

interface Remembered<Value> {
  readonly value: Value
  readonly untilMs: number
}

/** What was looked up a moment ago, for those who ask for the same time and again. */
export class TtlCache<Value> {
  readonly #forMs: number
  readonly #remembered = new Map<string, Remembered<Value>>()

  constructor(forMs: number) {
    this.#forMs = forMs
  }

  /** Gives what was found under the name, if not too long ago. */
  get(name: string): Value | undefined {
    const known = this.#remembered.get(name)
    return known !== undefined && known.untilMs > performance.now() ? known.value : undefined
  }

  set(name: string, value: Value): void {
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear()
    this.#remembered.set(name, { value, untilMs: performance.now() + this.#forMs })
  }

  clear(): void {
    this.#remembered.clear()
  }
}
