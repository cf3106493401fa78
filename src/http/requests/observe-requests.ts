import type { FastifyInstance } from 'fastify'
import type { Context } from '../context/context.js'
import { callerRequestId, requestIdHeaders } from './request-ids.js'

/** Adds request ids and `no-store` to each response; logs and counts each request by its route pattern. */
export function observeRequests(app: FastifyInstance, { log, metrics, closing }: Context): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({
      ...requestIdHeaders(request),
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
    const caller = callerRequestId(request)
    const given = caller === undefined ? {} : { callerRequest: caller }
    log.info('request.served', { method, route, status, durationMs, request: id, ...given })
    done()
  })
}
