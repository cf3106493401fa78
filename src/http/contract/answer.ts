export type Headers = Readonly<Record<string, string>>

/** An answer as it is sent. A stream or a text is sent as it is, any other body as JSON. */
export interface SentAnswer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: Headers
  readonly body?: unknown
}

/** An answer of one status with a body of one type. */
export interface Answer<Status extends number, Body> extends SentAnswer {
  readonly status: Status
  readonly body: Body
}

/** An answer of one status without a body. */
export interface EmptyAnswer<Status extends number> extends SentAnswer {
  readonly status: Status
  readonly body?: never
}

/** A body of another type than JSON; the header `content-type` names the type. */
export type TextBody = string | AsyncIterable<string | Uint8Array>

/*
 * The body's type comes from the route that returns the answer, not from the argument (`NoInfer`): a field that the
 * route's schema lacks is then an error where the body is written.
 */

/** An answer with a JSON body. */
export function answer<Status extends number, Body>(
  status: Status,
  body: NoInfer<Body>,
  headers: Headers = {},
): Answer<Status, Body> {
  return { kind: 'answer', status, headers, body }
}

export function ok<Body>(body: NoInfer<Body>, headers: Headers = {}): Answer<200, Body> {
  return answer(200, body, headers)
}

/** 201 with the address of the created resource. */
export function created<Body>(location: string, body: NoInfer<Body>, headers: Headers = {}): Answer<201, Body> {
  return answer(201, body, { location, ...headers })
}

/** 202 with the address of the resource to poll. */
export function accepted<Body>(location: string, body: NoInfer<Body>): Answer<202, Body> {
  return answer(202, body, { location })
}

export function noContent(): EmptyAnswer<204> {
  return { kind: 'answer', status: 204, headers: {} }
}

/** 308 to the address that an id has now. */
export function movedTo(location: string): EmptyAnswer<308> {
  return { kind: 'answer', status: 308, headers: { location } }
}

/** 200 with a text, whole or in pieces, of a media type other than JSON. */
export function stream(type: string, body: TextBody, headers: Headers = {}): Answer<200, TextBody> {
  return answer<200, TextBody>(200, body, { 'content-type': type, ...headers })
}
