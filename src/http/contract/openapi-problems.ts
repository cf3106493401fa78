import type { ProblemCode } from './problem.js'
import type { Route } from './route.js'

/** The problem codes of a route besides those of its use case. */
export function commonProblems(route: Route): ProblemCode[] {
  const { access, params, body, upload, isIdempotent, needsMatch } = route
  const codes: ProblemCode[] = ['QUERY_INVALID', 'PATH_INVALID', 'SERVICE_FAILED', 'SERVICE_UNAVAILABLE']
  codes.push('RATE_EXCEEDED', 'CALLS_EXCEEDED')
  if (access !== 'open') codes.push('KEY_MISSING', 'KEY_INVALID', 'KEY_ATTEMPTS_EXCEEDED', 'RIGHTS_MISSING')
  if (params !== undefined) codes.push('RESOURCE_UNKNOWN')
  if (body !== undefined) codes.push('BODY_INVALID')
  if (route.method !== 'GET') codes.push('BODY_UNREADABLE', 'BODY_TOO_LARGE', 'BODY_TOO_SLOW', 'MEDIA_TYPE_UNSUPPORTED')
  if (isIdempotent === true || upload !== undefined)
    codes.push('HEADER_INVALID', 'IDEMPOTENCY_KEY_BUSY', 'IDEMPOTENCY_KEY_REUSED')
  if (needsMatch === true) codes.push('ETAG_MISSING', 'ETAG_STALE', 'HEADER_INVALID')
  if (route.showsPersonal === true) codes.push('HEADER_INVALID', 'PURPOSE_MISSING')
  return codes
}
