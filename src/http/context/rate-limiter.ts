const WINDOW_S = 60

export interface RateState {
  readonly isExceeded: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly resetS: number
}

interface Counter {
  count: number
  untilMs: number
}

/** From so many callers on, those of past windows are dropped: addresses are many. */
const MANY_CALLERS = 10_000

/** Counts the units of each caller in windows of a minute, for this process only. */
export class RateLimiter {
  readonly #counters = new Map<string, Counter>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** Counts a call. Returns whether the caller exceeds its limit, and the RateLimit headers of the IETF draft. */
  count(caller: string, units = 1): RateState {
    const nowMs = performance.now()
    const counter = this.#counterOf(caller, nowMs)
    counter.count += units
    const resetS = Math.max(1, Math.ceil((counter.untilMs - nowMs) / 1000))
    const remaining = Math.max(0, this.#most - counter.count)
    return {
      isExceeded: counter.count > this.#most,
      resetS,
      headers: {
        'ratelimit-policy': `"key";q=${this.#most};w=${WINDOW_S}`,
        ratelimit: `"key";r=${remaining};t=${resetS}`,
      },
    }
  }

  #counterOf(keyId: string, nowMs: number): Counter {
    const current = this.#counters.get(keyId)
    if (current !== undefined && current.untilMs > nowMs) return current
    if (this.#counters.size >= MANY_CALLERS) this.#dropPast(nowMs)
    const counter = { count: 0, untilMs: nowMs + WINDOW_S * 1000 }
    this.#counters.set(keyId, counter)
    return counter
  }

  #dropPast(nowMs: number): void {
    for (const [caller, { untilMs }] of this.#counters) if (untilMs <= nowMs) this.#counters.delete(caller)
    if (this.#counters.size >= MANY_CALLERS) this.#counters.clear()
  }
}
