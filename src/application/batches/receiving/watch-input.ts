export interface InputWatch {
  /** Aborts when the sender disconnects. */
  readonly signal: AbortSignal | undefined
  readonly onPiece: () => Promise<void>
}

/** The sender disconnected before the end of the file. */
export class SenderGone extends Error {
  override readonly name = 'SenderGone'
}

/** Yields the pieces of an input, after `onPiece` for each. Throws SenderGone where the input breaks or the signal aborts. */
export async function* watchInput(
  input: AsyncIterable<Uint8Array>,
  { signal, onPiece }: InputWatch,
): AsyncGenerator<Uint8Array, void> {
  const pieces = input[Symbol.asyncIterator]()
  let isOpen = true
  try {
    for (;;) {
      const next = await nextOrGone(pieces, signal)
      isOpen = next.done !== true
      if (next.done === true) return
      await onPiece()
      yield next.value
    }
  } catch (error) {
    isOpen &&= !(error instanceof SenderGone)
    throw error
  } finally {
    if (isOpen) await pieces.return?.()
  }
}

/** A listener for each piece: a race against one long-lived promise would keep every piece in memory until it settles. */
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
