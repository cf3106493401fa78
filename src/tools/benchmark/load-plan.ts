/** A request as it goes over the wire; a body is JSON text. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: string
}

/** The number of concurrent callers and of requests in all; a caller sends its next request after each response. */
export interface LoadSettings {
  readonly callers: number
  readonly requests: number
  /** Requests before the measured ones. */
  readonly warmUp: number
}

/** The task of the load generator; it repeats the requests in order where there are too few. */
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
  /** The mean size of a response body, since an empty response is fast. */
  readonly bytesPerAnswer: number
}

/** The generator's message to its parent; a status other than 200 and 201 is a failure. */
export type LoadOutcome = { readonly measure: LoadMeasure } | { readonly failure: string }
