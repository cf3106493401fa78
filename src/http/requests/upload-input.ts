import type { IncomingMessage } from 'node:http'

/** The rest of a rejected upload is read for this long, so that its sender receives the response. */
const DRAIN_MS = 10_000

/** A streamed body. */
export interface UploadInput {
  readonly pieces: AsyncIterable<Uint8Array>
  /** Whether it was aborted because the sender was too slow. */
  readonly isTooSlow: () => boolean
}

/** How often the pace is checked, hooks for the bytes received and for the end of the body. */
export interface Pace {
  readonly paceMs: number
  readonly leastBytesPerS: number
  readonly onBytes: (count: number) => void
  /** Called when the whole body has come; the body counts as broken off where it rejects. */
  readonly onEnd: () => Promise<void>
}

/** Reads a body as fast as it is consumed. Only time spent waiting for the sender counts as slow. */
export function uploadInput(raw: IncomingMessage, { paceMs, leastBytesPerS, onBytes, onEnd }: Pace): UploadInput {
  let isTooSlow = false
  async function* pieces(): AsyncGenerator<Uint8Array, void> {
    let waitedMs = 0
    let bytes = 0
    let askedMs = performance.now()
    // An upload that is not read to its end is still answered on the same connection.
    for await (const piece of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      waitedMs += performance.now() - askedMs
      bytes += piece.length
      onBytes(piece.length)
      if (waitedMs > paceMs) {
        isTooSlow = bytes < (leastBytesPerS * waitedMs) / 1000
        if (isTooSlow) throw new Error('The upload is too slow')
        waitedMs = 0
        bytes = 0
      }
      yield piece
      askedMs = performance.now()
    }
    await onEnd()
  }
  return { pieces: pieces(), isTooSlow: () => isTooSlow }
}

/** Discards the rest of a body for a while, then closes the connection. */
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
