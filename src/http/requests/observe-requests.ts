import type { FastifyInstance, RawRequestDefaultExpression } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context/context.js'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The caller's own id of the request where it is a UUID: anything else could hold what must not be logged. */
export function newRequestId({ headers }: RawRequestDefaultExpression): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && UUID.test(given) ? given : randomUUID()
}

/** Each answer carries the request's id and may be kept by nobody; each request is logged and counted by its pattern. */
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
    // Else the service could not end before the caller lets go of the connection.
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
