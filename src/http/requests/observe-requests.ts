import type { FastifyInstance, RawRequestDefaultExpression } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context/context.js'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The X-Request-Id of the caller if it is a UUID, otherwise a new one: other texts could hold personal data. */
export function newRequestId({ headers }: RawRequestDefaultExpression): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && UUID.test(given) ? given : randomUUID()
}

/** Adds request id and `no-store` to each response; logs and counts each request by its route pattern. */
export function observeRequests(app: FastifyInstance, { log, metrics, closing }: Context): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({
      'x-request-id': request.id,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    done()
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Otherwise the process could not end before the caller closes the connection.
    if (closing.aborted) void reply.header('connection', 'close')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method, id } = request
    const route = request.routeOptions.url ?? 'unknown'
    const status = reply.statusCode
    const durationMs = Math.round(reply.elapsedTime * 1000) / 1000
    metrics.served({ method, route, status, seconds: reply.elapsedTime / 1000 })
    log.info('request.served', { method, route, status, durationMs, request: id })
    done()
  })
}
