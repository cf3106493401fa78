import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { openapiDocument } from '../contract/openapi.js'
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

/** Serves the API document at /openapi.json and Swagger UI at /docs, without any external resource. */
export function registerDocs(app: FastifyInstance): void {
  const document = openapiDocument(ROUTES)
  app.get('/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(document)),
  )
  void app.register(swagger, { mode: 'static', specification: { document: document as never } })
  void app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: PAGE_POLICY,
    uiConfig: { url: '/openapi.json', persistAuthorization: false, validatorUrl: null, tryItOutEnabled: true },
  })
}
