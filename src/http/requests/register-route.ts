import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { isRefusal } from '../../application/context/refusals.js'
import type { KeepAnswer } from '../../application/access/keyed-requests.js'
import type { Rights } from '../../application/access/rights.js'
import type { SentAnswer } from '../contract/answer.js'
import { answerOnce, checkIdempotencyKey } from './answer-once.js'
import { authenticate } from './authenticate.js'
import type { Context } from '../context/context.js'
import { laneOf } from '../context/route-costs.js'
import { HttpProblem, problemOf } from '../contract/problem.js'
import { readInput } from './read-input.js'
import type { Call, Route } from '../contract/route.js'
import { callerRequestId } from './request-ids.js'
import { takeTurn } from './take-turn.js'
import { drain } from './upload-input.js'

declare module 'fastify' {
  interface FastifyRequest {
    rights: Rights
  }
}

/** Registers a route: authenticates, parses the input by its schemas, and calls the handler. */
export function registerRoute(app: FastifyInstance, context: Context, route: Route): void {
  const { method, path } = route
  app.route({
    method,
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    onRequest: async (request, reply) => {
      request.rights = await authenticate(context, { request, reply, route })
    },
    // Behind the body: a slow one holds no place.
    preHandler: async (request, reply) => {
      const caller = route.access === 'open' ? request.ip : request.rights.keyId
      const lane = laneOf(route, request)
      if (lane !== undefined) await takeTurn(context, { reply, lane, caller })
    },
    handler: async (request, reply) => {
      await send(reply, await answerOf(context, route, { request, reply }))
      return reply
    },
  })
}

/** Registers a route that streams a body of any media type. */
export function registerUpload(app: FastifyInstance, context: Context, route: Route): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(null)
    })
    scope.addHook('onResponse', (request, _reply, next) => {
      drain(request.raw)
      next()
    })
    registerRoute(scope, context, route)
    done()
  })
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function answerOf(context: Context, route: Route, { request, reply }: Exchange): Promise<SentAnswer> {
  const call = callOf(context, route, { request, reply })
  const work = async (keepAnswer?: KeepAnswer): Promise<SentAnswer> => {
    const answered = await route.handle(keepAnswer === undefined ? call : { ...call, keepAnswer })
    if (isRefusal(answered)) throw problemOf(answered)
    return answered
  }
  if (route.isIdempotent !== true) return work()
  const { authorization = '' } = request.headers
  const idempotencyKey = checkIdempotencyKey(request.headers['idempotency-key'])
  const { rights, body, url } = call
  return answerOnce({ context, rights, method: route.method, url, body, authorization, idempotencyKey }, work)
}

function callOf(context: Context, route: Route, { request, reply }: Exchange): Call<unknown, unknown, unknown> {
  const { raw, headers, url, id } = request
  if (url.includes('%00')) throw new HttpProblem('PATH_INVALID', 'An address must not contain NUL.')
  return {
    context,
    rights: request.rights,
    params: route.params === undefined ? undefined : readInput(route.params, 'path', request.params),
    query: readQuery(route, request.query),
    body: route.body === undefined ? undefined : readInput(route.body, 'body', request.body),
    headers,
    url,
    requestId: id,
    callerRequestId: callerRequestId(request),
    raw,
    gone: () => goneSignal(request, reply),
  }
}

/** A route without a query rejects one, so that a misspelt filter is not ignored. */
function readQuery({ query }: Route, given: unknown): unknown {
  if (query !== undefined) return readInput(query, 'query', given)
  if (Object.keys(given as object).length === 0) return undefined
  throw new HttpProblem('QUERY_INVALID', 'This call has no query parameters.')
}

/** Aborts when the caller disconnects before the response is sent. A connection serves many calls, so the response is watched. */
function goneSignal({ raw: { socket } }: FastifyRequest, { raw: response }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  if (socket.destroyed) controller.abort()
  response.once('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}

async function send(reply: FastifyReply, { status, headers, body }: SentAnswer): Promise<void> {
  void reply.code(status).headers(headers)
  if (body === undefined) await reply.send()
  else if (isStream(body)) await reply.send(Readable.from(body, { objectMode: false }))
  else if (typeof body === 'string') await reply.send(body)
  else await reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}

function isStream(body: unknown): body is AsyncIterable<string | Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}

/** Declares the field `rights` of requests; `onRequest` sets it. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('rights')
}
