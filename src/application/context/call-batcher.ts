export interface BatchingLimits {
  /** Requests in one batch. */
  readonly most: number
  /** Batches that run at the same time. */
  readonly atOnce: number
}

interface Waiting<Request, Result> {
  readonly request: Request
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * Batches calls: requests that arrive while a batch runs share the next one. One look-up then serves many callers, and most
 * of a request's cost is its round trips. `work` returns one result for each request, in the same order.
 */
export class CallBatcher<Request, Result> {
  readonly #work: (requests: readonly Request[]) => Promise<readonly Result[]>
  readonly #limits: BatchingLimits
  #waiting: Waiting<Request, Result>[] = []
  #running = 0

  constructor(work: (requests: readonly Request[]) => Promise<readonly Result[]>, limits: BatchingLimits) {
    this.#work = work
    this.#limits = limits
  }

  call(request: Request): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      if (this.#running < this.#limits.atOnce) void this.#run()
    })
  }

  /** Never rejects: a failure rejects the calls of its batch. */
  async #run(): Promise<void> {
    this.#running += 1
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#limits.most)
      try {
        const results = await this.#work(batch.map(({ request }) => request))
        batch.forEach(({ resolve, reject }, at) => {
          const result = results[at]
          if (result === undefined) reject(new Error('A request has no result'))
          else resolve(result)
        })
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    this.#running -= 1
  }
}
