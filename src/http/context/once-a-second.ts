const FRESH_MS = 1000

/** Wraps a read so that callers within a second share one; a failed one is not kept. */
export function onceASecond<T>(read: () => Promise<T>): () => Promise<T> {
  let last: { readonly atMs: number; readonly value: Promise<T> } | undefined
  return () => {
    const nowMs = performance.now()
    if (last !== undefined && nowMs - last.atMs < FRESH_MS) return last.value
    const value = read()
    const own = { atMs: nowMs, value }
    last = own
    value.catch(() => {
      if (last === own) last = undefined
    })
    return value
  }
}
