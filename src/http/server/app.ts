/*
 * The HTTP service. To add a route:
 *
 * 1. Write the use case in src/application/<noun>/: it takes the registry and returns a value or a `Refusal` (code and HTTP
 *    status in src/application/context/refusals.ts).
 * 2. Write its schemas in src/http/<noun>/<noun>-schema.ts: `z.strictObject`, snake_case, `.describe()` for each field whose
 *    name does not say enough, `.meta({ id, description, examples })` with invented values for a schema with a name of its
 *    own. Schemas of ids, codes, times, queries and pages are in src/http/paging/page-schema.ts.
 * 3. Write the route in src/http/<noun>/<noun>-<verb>.ts; src/http/sources/agency-create.ts is an example. `handle` receives
 *    the parsed input. It returns an answer that `answers` declares (`ok`, `created`, `accepted`, `noContent`, `movedTo`,
 *    `stream` of contract/answer.ts, `pageAnswer` of paging/page.ts) or the refusal of the use case, or throws an
 *    `HttpProblem`. The compiler checks the body against the schema.
 * 4. Add it to src/http/server/routes.ts and run `npm run openapi`, which writes openapi/openapi.json.
 *
 * Rights: `hasRole`, `maySeeArea`, `maySendSource`, `maySeePersonal` (application/access/rights.ts). A resource that the key
 * may not know of is answered with 404. Personal data: `masked` with `maskingFor(rights)`, and `disclose` before NIK, KK or
 * phone are sent in full (disclosure/). Paging: `writeCursor`, `readCursor` (paging/cursor.ts). Versions: `etagOf`, `seenBy`,
 * `versionToMatch` (contract/etag.ts) with `needsMatch: true`. POSTs that create have `isIdempotent: true`. Rate limits,
 * `no-store`, request ids, problem documents, logs and metrics apply to every route.
 */
import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { createContext } from '../context/context.js'
import { registerDocs } from './docs.js'
import { answerBadAddress, handleErrors } from './errors.js'
import { type Limits, LIMITS } from '../context/limits.js'
import { parseBodies } from '../requests/parse-bodies.js'
import { decorateRequests, registerRoute, registerUpload } from '../requests/register-route.js'
import { observeRequests } from '../requests/observe-requests.js'
import { refuseOtherMethods } from './refuse-other-methods.js'
import { ROUTES } from './routes.js'
import type { Service } from '../context/service.js'

/** Of a JSON body; uploads have no limit. */
const LARGEST_BODY_BYTES = 1 << 20
/** Enough for a percent-encoded key of a record. */
const LONGEST_PARAMETER = 1024
/** A connection that is idle for longer is closed. Longer than the longest `wait`. */
const IDLE_MS = 120_000
const HEADERS_MS = 20_000
const KEEP_ALIVE_MS = 65_000

/** The HTTP service of a registry. Close it before the linker stops. */
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
    trustProxy: [...(service.config.trustedProxies ?? [])],
    genReqId: () => randomUUID(),
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
  registerDocs(app, context)
  return app
}
