import type { PassWriteSet } from './pass-write-set.js'

/** A pass of this process, from when it holds the lock. */
export interface PassLogEntry {
  /** The passes of all processes are numbered in the order in which they run. */
  readonly number: number
  /** Undefined until it is known. */
  writeSet?: PassWriteSet | undefined
  isCommitted: boolean
}

/** The last pass of this process: its number shows whether another pass came between it and a later one. */
export class PassLog {
  #latest: PassLogEntry | undefined

  /** The pass that runs, or the last one that ran. */
  get latest(): PassLogEntry | undefined {
    return this.#latest
  }

  /**
   * Returns a test, by its number, of whether a later pass finds the registry as it is now, without another pass in between;
   * undefined while a pass runs or after one that failed.
   */
  unchangedTest(): ((number: number) => boolean) | undefined {
    const latest = this.#latest
    return latest?.isCommitted === true ? (number) => number === latest.number + 1 : undefined
  }

  begin(number: number): PassLogEntry {
    this.#latest = { number, isCommitted: false }
    return this.#latest
  }

  /** Runs a transaction and notes that the pass that was begun in it is committed. After a failure the log is empty. */
  async during<T>(transaction: () => Promise<T>): Promise<T> {
    const before = this.#latest
    try {
      const result = await transaction()
      if (this.#latest !== undefined && this.#latest !== before) this.#latest.isCommitted = true
      return result
    } catch (error) {
      this.#latest = undefined
      throw error
    }
  }
}
