import { z } from 'zod'
import { ok } from '../contract/answer.js'
import { route } from '../contract/route.js'

const Alive = z.strictObject({ status: z.literal('alive') }).meta({ examples: [{ status: 'alive' }] })

export const healthzGet = route({
  id: 'getHealth',
  method: 'GET',
  path: '/healthz',
  tag: 'Operation',
  summary: 'Check that the process is alive',
  description:
    'Returns 200 as soon as the process serves requests, whatever the state of the database. For supervisors ' +
    'that restart processes.',
  access: 'open',
  reach: 'plain',
  answers: { 200: { description: 'The process is alive.', schema: Alive } },
  handle: () => Promise.resolve(ok<z.output<typeof Alive>>({ status: 'alive' })),
})
