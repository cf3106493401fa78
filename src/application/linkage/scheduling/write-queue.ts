/** Writes of one transaction, asked for one after the other, that happen beside what else goes on. */
export class WriteQueue {
  readonly #writes: Promise<void>[] = []

  /** The transaction keeps the order; after a write has failed, it refuses those that come later. */
  add(write: Promise<void>): void {
    // Told by `done`; unheard until then, it would end the process.
    write.catch(() => undefined)
    this.#writes.push(write)
  }

  /** Waits for all writes; throws what the first failed one threw. */
  async done(): Promise<void> {
    for (const write of this.#writes) await write
  }

  /** Waits until none is under way any more, whatever came of them. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#writes)
  }
}
