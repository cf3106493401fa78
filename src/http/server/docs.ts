import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'
import type { Context } from '../context/context.js'
import { openapiDocument } from '../contract/openapi.js'
import { countAddress } from '../requests/authenticate.js'
import { takeTurn } from '../requests/take-turn.js'
import { packedDocument, sendDocument } from './packed-document.js'
import { ROUTES } from './routes.js'

/** The page loads nothing from other hosts and cannot be framed. Swagger UI sets inline styles. */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = '/docs'
const DOCUMENT = '/openapi.json'

/** Serves the API document at /openapi.json and Swagger UI at /docs, without any external resource. */
export function registerDocs(app: FastifyInstance, context: Context): void {
  const document = openapiDocument(ROUTES)
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(PAGE) && route.url !== DOCUMENT) return
    const own = route.onRequest ?? []
    const count: onRequestAsyncHookHandler = (request, reply) => {
      countAddress(context, { request, reply, units: 1 })
      return takeTurn(context, { reply, lane: 'page', caller: request.ip })
    }
    route.onRequest = [count, ...(Array.isArray(own) ? own : [own])] as never
  })
  const body = packedDocument(JSON.stringify(document))
  app.get(DOCUMENT, (request, reply) => sendDocument(body, request, reply))
  void app.register(swagger, { mode: 'static', specification: { document: document as never } })
  void app.register(swaggerUi, {
    routePrefix: PAGE,
    staticCSP: PAGE_POLICY,
    uiConfig: { url: '/openapi.json', persistAuthorization: false, validatorUrl: null, tryItOutEnabled: true },
  })
}
