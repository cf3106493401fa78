import { hash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

/** How wrong keys are slowed. */
export interface AttemptLimits {
  /** Wrong keys of an address that cost nothing: one that has just been replaced, or a slip. */
  readonly freeFailures: number
  /** The delay of the next answer; it doubles with each further failure. */
  readonly firstDelayMs: number
  readonly mostDelayMs: number
  /** Delayed answers of one address; calls with keys that never worked are refused beyond it. */
  readonly mostDelayed: number
}

export const ATTEMPT_LIMITS: AttemptLimits = {
  freeFailures: 10,
  firstDelayMs: 100,
  mostDelayMs: 10_000,
  mostDelayed: 32,
}

interface Failures {
  count: number
  delayed: number
  lastMs: number
}

const MOST_ADDRESSES = 10_000
const MOST_KNOWN = 10_000
/** After so long without a failure an address begins anew. */
const FORGOTTEN_MS = 15 * 60_000

/**
 * Slows wrong keys by the address that sends them, for this process only. A key that worked lately is never slowed: behind one
 * address may be a whole office. It keeps hashes of keys, and a bounded number of everything.
 */
export class KeyAttempts {
  readonly #limits: AttemptLimits
  readonly #closing: AbortSignal
  readonly #failures = new Map<string, Failures>()
  readonly #known = new Set<string>()

  constructor(limits: AttemptLimits, closing: AbortSignal) {
    this.#limits = limits
    this.#closing = closing
    // Each answer that waits listens to it; their number is bounded by other means.
    setMaxListeners(0, closing)
  }

  /** Whether a key may be looked up now; false if too many answers to the address wait already and the key never worked. */
  mayTry(address: string, key: string): boolean {
    const failures = this.#failures.get(groupOf(address))
    return failures === undefined || failures.delayed < this.#limits.mostDelayed || this.#known.has(markOf(key))
  }

  succeeded(key: string): void {
    const mark = markOf(key)
    if (this.#known.has(mark)) return
    dropOldest(this.#known, MOST_KNOWN)
    this.#known.add(mark)
  }

  /** Counts a wrong key and resolves when it may be answered. */
  async failed(address: string, key: string): Promise<void> {
    this.#known.delete(markOf(key))
    const failures = this.#failuresOf(groupOf(address))
    failures.count += 1
    const { freeFailures, firstDelayMs, mostDelayMs } = this.#limits
    const excess = failures.count - freeFailures
    if (excess <= 0) return
    failures.delayed += 1
    const delayMs = Math.min(mostDelayMs, firstDelayMs * 2 ** Math.min(excess - 1, 30))
    // At the end of the service the answer comes at once.
    await wait(delayMs, undefined, { signal: this.#closing }).catch(() => undefined)
    failures.delayed -= 1
  }

  #failuresOf(group: string): Failures {
    const nowMs = performance.now()
    const before = this.#failures.get(group)
    const isRecent = before !== undefined && (before.delayed > 0 || nowMs - before.lastMs < FORGOTTEN_MS)
    const failures = isRecent ? before : { count: 0, delayed: 0, lastMs: nowMs }
    failures.lastMs = nowMs
    // Set anew, so that the first of the map is the one whose last failure is the oldest.
    this.#failures.delete(group)
    dropOldest(this.#failures, MOST_ADDRESSES)
    this.#failures.set(group, failures)
    return failures
  }
}

function dropOldest(entries: Map<string, unknown> | Set<string>, most: number): void {
  if (entries.size < most) return
  const [oldest = ''] = entries.keys()
  entries.delete(oldest)
}

function markOf(key: string): string {
  return hash('sha256', key, 'base64')
}

/** Of IPv6 the first half: one subscriber has the whole second half. */
function groupOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '')
  const [before = '', after] = address.split('::')
  const head = before.split(':')
  const tail = after === undefined ? [] : after.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
