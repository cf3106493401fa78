/** Hears of every piece of the input. */
export interface Listener {
  readonly signal: AbortSignal | undefined
  readonly onHeard: () => Promise<void>
}

/** The sender went away before the list came to its end. */
export class SenderGone extends Error {
  override readonly name = 'SenderGone'
}

/** Gives the pieces of an input and tells of each; throws SenderGone when the input breaks or the signal aborts. */
export async function* watchInput(
  input: AsyncIterable<Uint8Array>,
  { signal, onHeard }: Listener,
): AsyncGenerator<Uint8Array, void> {
  const pieces = input[Symbol.asyncIterator]()
  let isOpen = true
  try {
    for (;;) {
      const next = await nextOrGone(pieces, signal)
      isOpen = next.done !== true
      if (next.done === true) return
      await onHeard()
      yield next.value
    }
  } catch (error) {
    isOpen &&= !(error instanceof SenderGone)
    throw error
  } finally {
    if (isOpen) await pieces.return?.()
  }
}

/** A listener for each piece, since a race against one long promise would keep every piece until its end. */
function nextOrGone(
  pieces: AsyncIterator<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<IteratorResult<Uint8Array>> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(new SenderGone('The sender is gone'))
    }
    if (signal?.aborted === true) {
      onAbort()
      return
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    pieces
      .next()
      .then(resolve, onAbort)
      .finally(() => {
        signal?.removeEventListener('abort', onAbort)
      })
  })
}
