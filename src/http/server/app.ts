/*
 * The HTTP service. To add a route:
 *
 * 1. Write the use case in src/application: it takes the registry, gives a value or a `Refusal` (code and HTTP status in
 *    src/application/refusals.ts).
 * 2. Write the schemas of what it takes and gives in src/http/schemas/<noun>.ts: `z.strictObject`, snake_case, a
 *    `.describe()` for each field that needs words, `.meta({ id, description, examples: [...] })` with invented values for
 *    what the API document is to show under a name. The helpers for pages, ids, codes, times and queries are in
 *    schemas/page.ts.
 * 3. Write the route in src/http/routes/<noun>-<verb>.ts: `export const nounVerb = route({ id, method, path, tag, summary,
 *    description, access, params, query, body, answers, refusals, handle })`; see routes/agency-create.ts. `handle` gets
 *    what the schemas read and gives an answer (`ok`, `created`, `accepted`, `noContent`, `movedTo`, `stream` of answer.ts,
 *    `pageAnswer` of page.ts) or the use case's refusal, or throws an `HttpProblem`.
 * 4. Put it into the list in routes.ts and run `npm run openapi`, which writes openapi/openapi.json.
 *
 * What there is to use: `rights` of the caller with `hasRole`, `maySeeArea`, `maySendSource`, `maySeePersonal`
 * (application/keys/rights.ts; what a key may not know of is 404); `maskingFor(rights)` and `maskFields` (masking.ts);
 * `disclose(call, {...})` (disclose.ts) before NIK, KK or phone are shown in full; `writeCursor`/`readCursor` (cursor.ts);
 * `etagOf`, `seenBy`, `versionToMatch` (etag.ts; `needsMatch: true` tells the API document); `isIdempotent: true` on
 * POSTs that create. Rate limits, `no-store`, request ids, problem documents, logs and metrics come by themselves.
 */
import fastify, { type FastifyInstance } from 'fastify'
import { createContext } from '../context/context.js'
import { registerDocs } from './docs.js'
import { answerBadAddress, handleErrors } from './errors.js'
import { type Limits, LIMITS } from '../context/limits.js'
import { parseBodies } from '../requests/parse-bodies.js'
import { decorateRequests, registerRoute, registerUpload } from '../requests/register-route.js'
import { newRequestId, observeRequests } from '../requests/observe-requests.js'
import { refuseOtherMethods } from './refuse-other-methods.js'
import { ROUTES } from './routes.js'
import type { Service } from '../context/service.js'

/** A JSON body; lists come as uploads, which have no limit. */
const LARGEST_BODY_BYTES = 1 << 20
/** A percent-encoded key of a record. */
const LONGEST_PARAMETER = 1024
/** Nothing is read or written on a connection for so long: its caller is gone. Longer than the longest wait. */
const IDLE_MS = 120_000
const HEADERS_MS = 20_000
const KEEP_ALIVE_MS = 65_000

/** The HTTP service over a registry; `listen` it, and `close` it before the linker stops. */
export function createApp(service: Service, limits: Partial<Limits> = {}): FastifyInstance {
  const closing = new AbortController()
  const uploadsEnd = new AbortController()
  const context = createContext(service, {
    closing: closing.signal,
    uploadsEnd: uploadsEnd.signal,
    limits: { ...LIMITS, ...limits },
  })
  const app = fastify({
    bodyLimit: LARGEST_BODY_BYTES,
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    genReqId: newRequestId,
    frameworkErrors: answerBadAddress,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
  })
  app.server.headersTimeout = HEADERS_MS
  app.addHook('preClose', (done) => {
    closing.abort()
    setTimeout(() => {
      uploadsEnd.abort()
    }, context.limits.uploadGraceMs).unref()
    done()
  })
  decorateRequests(app)
  observeRequests(app, context)
  handleErrors(app, context)
  parseBodies(app, { largestBytes: LARGEST_BODY_BYTES, bodyMs: context.limits.bodyMs })
  for (const route of ROUTES) {
    if (route.upload === undefined) registerRoute(app, context, route)
    else registerUpload(app, context, route)
  }
  refuseOtherMethods(app, ROUTES)
  registerDocs(app)
  return app
}
