import type { FastifyRequest } from 'fastify'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The `X-Request-Id` of the caller if it is a UUID: other texts could hold personal data. */
export function callerRequestId({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const given = headers['x-request-id']
  return typeof given === 'string' && UUID.test(given) ? given : undefined
}

/**
 * `X-Request-Id` is the caller's own where it sent one, so that it finds its call again. `X-Server-Request-Id` is made here: the log
 * and the audit log go by it, because a caller could choose another's id or the id of a person.
 */
export function requestIdHeaders(request: FastifyRequest): Readonly<Record<string, string>> {
  return { 'x-request-id': callerRequestId(request) ?? request.id, 'x-server-request-id': request.id }
}
