/** Writes of one transaction, one after the other in the order in which they were added, beside what else goes on. */
export class WriteQueue {
  #last: Promise<void> = Promise.resolve()

  /** After a write has failed, those added later are not begun. */
  add(write: () => Promise<void>): void {
    this.#last = this.#last.then(write)
    // Told by `done`; unheard until then, it would end the process.
    this.#last.catch(() => undefined)
  }

  /** Waits for all writes; throws what the first failed one threw. */
  done(): Promise<void> {
    return this.#last
  }

  /** Waits until none is under way any more, whatever came of them. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined)
  }
}
