import type { FastifyInstance, HTTPMethods } from 'fastify'
import { groupBy } from '../../domain/group-by.js'
import { HttpProblem } from '../contract/problem.js'
import type { Route } from '../contract/route.js'

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Answers 405 with the allowed methods of an address. */
export function refuseOtherMethods(app: FastifyInstance, routes: readonly Route[]): void {
  const allowed = groupBy(routes, ({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1'))
  for (const [url, routesOfUrl] of allowed) {
    const methods = routesOfUrl.map(({ method }) => method)
    app.route({
      method: METHODS.filter((method) => !methods.some((own) => own === method)),
      url,
      // Before the body is read: its media type would be rejected first.
      onRequest: (_request, _reply, done) => {
        const headers = { allow: methods.join(', ') }
        done(new HttpProblem('METHOD_UNKNOWN', `This address allows ${methods.join(', ')}.`, { headers }))
      },
      handler: () => undefined,
    })
  }
}
