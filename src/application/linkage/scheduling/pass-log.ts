import type { PassWriteSet } from './pass-write-set.js'

/** A pass of this process, from when it holds the lock. */
export interface RunPass {
  /** Passes of all processes are numbered in the order in which they run. */
  readonly number: number
  /** What it changes, as soon as it is known. */
  traces?: PassWriteSet | undefined
  /** Whether it is committed. */
  isOver: boolean
}

/** Remembers the last pass of this process: by its number shows whether another pass came between it and a later one. */
export class PassLog {
  #latest: RunPass | undefined

  /** The pass that runs, or the last one that ran. */
  get latest(): RunPass | undefined {
    return this.#latest
  }

  /**
   * Tells by its number whether a later pass finds the registry as it is now, no other having come between; undefined where a
   * pass runs or the last one is not known.
   */
  holdsFor(): ((number: number) => boolean) | undefined {
    const latest = this.#latest
    return latest?.isOver === true ? (number) => number === latest.number + 1 : undefined
  }

  begin(number: number): RunPass {
    this.#latest = { number, isOver: false }
    return this.#latest
  }

  /** Gives what the work gives, and notes that its pass is committed. Of one that failed nothing is known. */
  async noting<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#latest
    try {
      const result = await work()
      if (this.#latest !== undefined && this.#latest !== before) this.#latest.isOver = true
      return result
    } catch (error) {
      this.#latest = undefined
      throw error
    }
  }
}
