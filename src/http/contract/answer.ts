/** What a route answers: a body is sent as JSON unless it is a stream of texts or bytes, whose type the headers name. */
export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export type Headers = Readonly<Record<string, string>>

/** An answer of any status. */
export function answer(status: number, body: unknown, headers: Headers = {}): Answer {
  return { kind: 'answer', status, body, headers }
}

export function ok(body: unknown, headers: Headers = {}): Answer {
  return answer(200, body, headers)
}

/** 201 with the address of what was made. */
export function created(location: string, body: unknown, headers: Headers = {}): Answer {
  return answer(201, body, { location, ...headers })
}

/** 202 with the address where to see what becomes of it. */
export function accepted(location: string, body: unknown): Answer {
  return answer(202, body, { location })
}

export function noContent(): Answer {
  return answer(204, undefined)
}

/** 308 to what an id is known as now. */
export function movedTo(location: string): Answer {
  return answer(308, undefined, { location })
}

/** Lines of JSON, or text of another type, sent as they come. */
export function stream(type: string, pieces: AsyncIterable<string | Uint8Array>, headers: Headers = {}): Answer {
  return answer(200, pieces, { 'content-type': type, ...headers })
}
