import { stream } from '../contract/answer.js'
import { route } from '../contract/route.js'

const EXAMPLE =
  '# HELP padan_waiting What waits, by kind\n# TYPE padan_waiting gauge\npadan_waiting{kind="pending_records"} 0\n'

export const metricsGet = route({
  id: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  tag: 'Operation',
  summary: 'Figures for Prometheus',
  description:
    "Requests by route and status, what waits to be linked, database connections and the process's own figures, in " +
    "Prometheus' text form. It takes a key of any reader, since a service behind a proxy cannot tell who is local.",
  access: ['reader'],
  answers: { 200: { description: 'The figures.', texts: { 'text/plain': EXAMPLE } } },
  handle: async ({ context }) => stream(context.metrics.type, await context.metrics.text()),
})
