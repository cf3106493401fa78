/** A request as it goes over the wire; a body is JSON text. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: string
}

/** How many callers ask at once, each the next as soon as it has its answer, and how often in all. */
export interface LoadSettings {
  readonly callers: number
  readonly requests: number
  /** Requests that go before and are not measured. */
  readonly warmUp: number
}

/** What the load generator is to do; fewer requests than are to be made are made over again in their order. */
export interface LoadPlan extends LoadSettings {
  readonly address: string
  readonly key: string
  readonly asked: readonly LoadRequest[]
}

/** Milliseconds from the first byte sent to the last byte received, with the settings under which they were measured. */
export interface LoadMeasure extends LoadSettings {
  readonly seconds: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The mean of an answer's body: an empty answer is soon given. */
  readonly bytesPerAnswer: number
}

/** What the generator tells its parent: an answer that is neither 200 nor 201 is a failure. */
export type LoadOutcome = { readonly measure: LoadMeasure } | { readonly failure: string }
