import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Socket } from 'node:net'
import { isTransient } from '../../application/context/is-transient.js'
import type { Context } from '../context/context.js'
import { HttpProblem, type ProblemCode } from '../contract/problem.js'

/** What the framework declines by itself. */
const FRAMEWORK: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'The body is larger than this call takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['MEDIA_TYPE_UNSUPPORTED', 'The body must be of a type that this call takes.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BODY_UNREADABLE', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['PATH_INVALID', 'The address is not properly percent-encoded.'],
  FST_ERR_MAX_PARAM_LENGTH: ['PATH_INVALID', 'A part of the address is too long.'],
}

/** Every failure is answered as a problem document and logged without what was sent. */
export function handleErrors(app: FastifyInstance, context: Context): void {
  app.setErrorHandler((error, request, reply) => answerError(context, { error, request, reply }))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new HttpProblem('RESOURCE_UNKNOWN', 'There is nothing at this address.'), request.id),
  )
  app.server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    answerGarbage(error, socket)
  })
}

/** Addresses that no route is looked for with; no hook runs for them. */
export function answerBadAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const known = FRAMEWORK[error.code] ?? ['PATH_INVALID', 'The address cannot be read.']
  void sendProblem(reply, new HttpProblem(...known), request.id)
}

function answerError(
  context: Context,
  { error, request, reply }: { error: unknown; request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const problem = problemFor(context, error)
  if (problem.status >= 500) {
    const route = request.routeOptions.url ?? 'unknown'
    context.log.error('request.failed', { error, request: request.id, route, method: request.method })
  }
  return sendProblem(reply, problem, request.id)
}

function problemFor({ closing }: Context, error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  const known = FRAMEWORK[(error as FastifyError).code]
  if (known !== undefined) return new HttpProblem(...known)
  if (isTransient(error) || closing.aborted)
    return new HttpProblem('SERVICE_UNAVAILABLE', 'The service cannot answer at the moment.')
  return new HttpProblem('SERVICE_FAILED', 'The service failed over this request; its log knows why.')
}

export function sendProblem(reply: FastifyReply, problem: HttpProblem, requestId: string): FastifyReply {
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', 'x-request-id': requestId, ...problem.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problem.document(requestId)))
}

/** Bytes that are no HTTP, and headers that are too long or too slow. */
function answerGarbage({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [status, problem] =
    code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'HEADER_INVALID']
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'BODY_TOO_SLOW']
        : ['400 Bad Request', 'HEADER_INVALID']
  const body = JSON.stringify({
    type: `urn:padan:problem:${problem}`,
    status: Number(status.slice(0, 3)),
    code: problem,
  })
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Cache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  )
}
