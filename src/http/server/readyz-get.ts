import { z } from 'zod'
import { readWorkload } from '../../application/reporting/read-workload.js'
import { ok } from '../contract/answer.js'
import { HttpProblem } from '../contract/problem.js'
import { route } from '../contract/route.js'

const Ready = z.strictObject({ status: z.literal('ready') }).meta({ examples: [{ status: 'ready' }] })

export const readyzGet = route({
  id: 'getReadiness',
  method: 'GET',
  path: '/readyz',
  tag: 'Operation',
  summary: 'Check that the process is ready',
  description:
    'Returns 200 while the database can be reached and records are being linked, otherwise 503, also while the ' +
    'process is ending. For load balancers.',
  access: 'open',
  answers: { 200: { description: 'The process is ready.', schema: Ready } },
  handle: async ({ context }) => {
    if (context.closing.aborted || !context.linker.isRunning)
      throw new HttpProblem('SERVICE_UNAVAILABLE', 'The service is ending or does not link.')
    await readWorkload(context.registry.database.conn)
    return ok({ status: 'ready' })
  },
})
