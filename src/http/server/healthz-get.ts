import { z } from 'zod'
import { ok } from '../contract/answer.js'
import { route } from '../contract/route.js'

const Alive = z.strictObject({ status: z.literal('alive') }).meta({ examples: [{ status: 'alive' }] })

export const healthzGet = route({
  id: 'getHealth',
  method: 'GET',
  path: '/healthz',
  tag: 'Operation',
  summary: 'Is the process alive?',
  description:
    'Answers as soon as the process serves requests, whatever the database does. For what restarts processes.',
  access: 'open',
  answers: { 200: { description: 'It is.', schema: Alive } },
  handle: () => Promise.resolve(ok<z.output<typeof Alive>>({ status: 'alive' })),
})
