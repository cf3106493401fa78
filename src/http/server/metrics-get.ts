import { stream } from '../contract/answer.js'
import { route } from '../contract/route.js'

const EXAMPLE =
  '# HELP padan_waiting What waits, by kind\n# TYPE padan_waiting gauge\npadan_waiting{kind="pending_records"} 0\n'

export const metricsGet = route({
  id: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  tag: 'Operation',
  summary: 'Get Prometheus metrics',
  description:
    'Returns requests by route and status, waiting records, database connections and process metrics in ' +
    'Prometheus text format. It requires a key with the role reader, since a service behind a proxy cannot ' +
    'recognise local callers.',
  access: ['reader'],
  reach: 'plain',
  answers: { 200: { description: 'The metrics.', texts: { 'text/plain': EXAMPLE } } },
  handle: async ({ context }) => stream(context.metrics.type, await context.metrics.text()),
})
