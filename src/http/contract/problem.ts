import { type Refusal, REFUSAL_STATUS } from '../../application/context/refusals.js'

/** Codes of the HTTP layer; the use cases have codes of their own. */
const HTTP_STATUS = {
  ACCEPT_UNSUPPORTED: 406,
  BODY_INVALID: 422,
  BODY_TOO_LARGE: 413,
  BODY_TOO_SLOW: 408,
  BODY_UNREADABLE: 400,
  CALLS_EXCEEDED: 429,
  CURSOR_INVALID: 400,
  ETAG_MISSING: 428,
  ETAG_STALE: 412,
  HEADER_INVALID: 400,
  IDEMPOTENCY_KEY_BUSY: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
  KEY_ATTEMPTS_EXCEEDED: 429,
  KEY_MISSING: 401,
  KEY_INVALID: 401,
  MEDIA_TYPE_UNSUPPORTED: 415,
  METHOD_UNKNOWN: 405,
  PATH_INVALID: 400,
  PERSONAL_KEY_IN_PATH: 400,
  PURPOSE_MISSING: 400,
  QUERY_INVALID: 400,
  RATE_EXCEEDED: 429,
  RESOURCE_GONE: 410,
  RESOURCE_UNKNOWN: 404,
  RIGHTS_MISSING: 403,
  SERVICE_FAILED: 500,
  SERVICE_UNAVAILABLE: 503,
} as const

/** Every problem code with its HTTP status. */
export const PROBLEM_STATUS = { ...REFUSAL_STATUS, ...HTTP_STATUS }
export type ProblemCode = keyof typeof PROBLEM_STATUS

/** Seconds for Retry-After. */
const RETRY_AFTER_S: { readonly [code in ProblemCode]?: number } = {
  CALLS_EXCEEDED: 1,
  IDEMPOTENCY_KEY_BUSY: 5,
  KEY_ATTEMPTS_EXCEEDED: 10,
  SERVICE_UNAVAILABLE: 5,
  SOURCE_BUSY: 10,
}

/** A fault at one place of a request. The detail never contains a value of the request. */
export interface ProblemError {
  /** JSON pointer into the body, or `/query/NAME`, `/path/NAME`, `/header/NAME`. */
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

export interface ProblemMore {
  readonly errors?: readonly ProblemError[]
  readonly headers?: Readonly<Record<string, string>>
  /** Live ids that have the records or members of an ended id. */
  readonly successors?: readonly string[]
}

/** Answers a request with a problem document. The detail is a sentence that contains no value of the request. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly code: ProblemCode
  readonly detail: string
  readonly more: ProblemMore

  constructor(code: ProblemCode, detail: string, more: ProblemMore = {}) {
    super(code)
    this.code = code
    this.detail = detail
    this.more = more
  }

  get status(): number {
    return PROBLEM_STATUS[this.code]
  }

  get headers(): Record<string, string> {
    const seconds = RETRY_AFTER_S[this.code]
    const challenge = this.status === 401 ? { 'www-authenticate': 'Bearer realm="padan"' } : {}
    return { ...challenge, ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }), ...this.more.headers }
  }

  /** The problem document (RFC 9457). */
  document(requestId: string): object {
    const { errors, successors } = this.more
    return {
      type: `urn:padan:problem:${this.code}`,
      title: titleOf(this.code),
      status: this.status,
      code: this.code,
      detail: this.detail,
      instance: `urn:padan:request:${requestId}`,
      ...(errors === undefined ? {} : { errors }),
      ...(successors === undefined ? {} : { successors }),
    }
  }
}

export function problemOf({ code, detail }: Refusal): HttpProblem {
  return new HttpProblem(code, detail)
}

/** `AGENCY_EXISTS` in words. */
export function titleOf(code: ProblemCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
