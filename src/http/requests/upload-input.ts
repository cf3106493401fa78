import type { IncomingMessage } from 'node:http'

/** A sender so slow keeps its source busy for all others: 60 kB a minute is less than any line gives. */
const LEAST_BYTES_PER_S = 1000
/** How long the rest of a declined list is still read, so that its sender comes to see the answer. */
const DRAIN_MS = 10_000

/** A body as it comes. */
export interface UploadInput {
  readonly pieces: AsyncIterable<Uint8Array>
  /** Whether it was given up because it came too slowly. */
  readonly isTooSlow: () => boolean
}

/** How often the pace is looked at, and what hears of the bytes. */
export interface Pace {
  readonly paceMs: number
  readonly onBytes: (count: number) => void
}

/** Reads a body as fast as it is taken; only the time that the sender keeps us waiting counts as slow. */
export function uploadInput(raw: IncomingMessage, { paceMs, onBytes }: Pace): UploadInput {
  let isTooSlow = false
  async function* pieces(): AsyncGenerator<Uint8Array, void> {
    let waitedMs = 0
    let bytes = 0
    let askedMs = performance.now()
    // A list that is not read to its end is still answered, on the same connection.
    for await (const piece of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      waitedMs += performance.now() - askedMs
      bytes += piece.length
      onBytes(piece.length)
      if (waitedMs > paceMs) {
        isTooSlow = bytes < (LEAST_BYTES_PER_S * waitedMs) / 1000
        if (isTooSlow) throw new Error('The list comes too slowly')
        waitedMs = 0
        bytes = 0
      }
      yield piece
      askedMs = performance.now()
    }
  }
  return { pieces: pieces(), isTooSlow: () => isTooSlow }
}

/** Lets the rest of a body go by for a while; then the connection ends. */
export function drain(raw: IncomingMessage): void {
  if (raw.complete || raw.destroyed) return
  raw.resume()
  const timer = setTimeout(() => {
    if (!raw.complete) raw.socket.destroy()
  }, DRAIN_MS)
  timer.unref()
  raw.once('close', () => {
    clearTimeout(timer)
  })
}
