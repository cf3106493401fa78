import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Socket } from 'node:net'
import { isTransient } from '../../application/context/is-transient.js'
import type { Context } from '../context/context.js'
import { requestIdHeaders } from '../requests/request-ids.js'
import { HttpProblem, type ProblemCode } from '../contract/problem.js'

/** Problems for the errors of Fastify. */
const FRAMEWORK: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'The body exceeds the size limit of this call.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['MEDIA_TYPE_UNSUPPORTED', 'This call does not accept the media type of the body.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BODY_UNREADABLE', 'The length of the body differs from Content-Length.'],
  FST_ERR_BAD_URL: ['PATH_INVALID', 'The address is not valid percent-encoding.'],
  FST_ERR_MAX_PARAM_LENGTH: ['PATH_INVALID', 'A part of the address is too long.'],
}

/** Answers every error as a problem document and logs it without any value of the request. */
export function handleErrors(app: FastifyInstance, context: Context): void {
  app.setErrorHandler((error, request, reply) => answerError(context, { error, request, reply }))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new HttpProblem('RESOURCE_UNKNOWN', 'There is no resource at this address.'), request),
  )
  app.server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    answerMalformed(error, socket)
  })
}

/** Answers an address that Fastify cannot parse; no hook runs for it. */
export function answerBadAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const known = FRAMEWORK[error.code] ?? ['PATH_INVALID', 'The address cannot be read.']
  void sendProblem(reply, new HttpProblem(...known), request)
}

function answerError(
  context: Context,
  { error, request, reply }: { error: unknown; request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const problem = problemFor(context, { error, request })
  if (problem.status >= 500) {
    const route = request.routeOptions.url ?? 'unknown'
    context.log.error('request.failed', { error, request: request.id, route, method: request.method })
  }
  return sendProblem(reply, problem, request)
}

interface Failed {
  readonly error: unknown
  readonly request: FastifyRequest
}

function problemFor({ closing }: Context, { error, request }: Failed): HttpProblem {
  if (error instanceof HttpProblem) return error
  const known = FRAMEWORK[(error as FastifyError).code]
  if (known !== undefined) return new HttpProblem(...known)
  const refused = frameworkProblem(error as FastifyError, request)
  if (refused !== undefined) return refused
  if (isTransient(error) || closing.aborted)
    return new HttpProblem('SERVICE_UNAVAILABLE', 'The service cannot answer at the moment.')
  return new HttpProblem('SERVICE_FAILED', 'The service failed on this request; see its log.')
}

/** Plugins, such as the one that sends the files of the page, refuse by a status of their own. Such a call is not a failure. */
function frameworkProblem({ statusCode }: FastifyError, { method }: FastifyRequest): HttpProblem | undefined {
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return undefined
  if (statusCode === 413) return new HttpProblem('BODY_TOO_LARGE', 'The body exceeds the size limit of this call.')
  if (statusCode === 415)
    return new HttpProblem('MEDIA_TYPE_UNSUPPORTED', 'This call does not accept the media type of the body.')
  return method === 'GET' || method === 'HEAD'
    ? new HttpProblem('RESOURCE_UNKNOWN', 'There is no resource at this address.')
    : new HttpProblem('BODY_UNREADABLE', 'The body cannot be read.')
}

export function sendProblem(reply: FastifyReply, problem: HttpProblem, request: FastifyRequest): FastifyReply {
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', ...requestIdHeaders(request), ...problem.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problem.document(request.id)))
}

/** Answers bytes that are not HTTP, and headers that are too long or too slow. */
function answerMalformed({ code }: NodeJS.ErrnoException, socket: Socket): void {
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
