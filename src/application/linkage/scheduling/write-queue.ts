/** Writes of one transaction that run while other work goes on. */
export class WriteQueue {
  readonly #writes: Promise<void>[] = []

  /** The transaction keeps the order; after a write has failed, it refuses those that come later. */
  add(write: Promise<void>): void {
    // `done` rethrows the error; unhandled until then, it would end the process.
    write.catch(() => undefined)
    this.#writes.push(write)
  }

  /** Waits for all writes; throws the error of the first that failed. */
  async done(): Promise<void> {
    for (const write of this.#writes) await write
  }

  /** Waits until no write is under way, whether it failed or not. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#writes)
  }
}
